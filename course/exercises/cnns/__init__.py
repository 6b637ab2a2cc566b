"""Module 02, convolutional networks: one file per notebook, exercises in the order of the notebooks."""

from course.exercises.cnns import diagnosis, layers, networks, training

EXERCISES = (*layers.EXERCISES, *training.EXERCISES, *networks.EXERCISES, *diagnosis.EXERCISES)
