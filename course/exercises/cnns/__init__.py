"""Module 02, convolutional networks; `EXERCISES` is its table of contents, a line for each notebook."""

from course.exercises.cnns.augmentation_acts import augmentation_acts
from course.exercises.cnns.calibration_error import calibration_error
from course.exercises.cnns.gradient_check import gradient_check
from course.exercises.cnns.inductive_bias import inductive_bias
from course.exercises.cnns.input_pipeline import input_pipeline
from course.exercises.cnns.label_errors import label_errors
from course.exercises.cnns.layer_budget import layer_budget
from course.exercises.cnns.layers import conv_forward, max_pool, parameter_sharing
from course.exercises.cnns.networks import build_cnn, falling_behind, train_fashion
from course.exercises.cnns.sanity_suite import sanity_suite
from course.exercises.cnns.seed_interval import seed_interval
from course.exercises.cnns.softmax_cross_entropy import softmax_cross_entropy

EXERCISES = (
    *(conv_forward, parameter_sharing, max_pool, layer_budget),
    *(softmax_cross_entropy, gradient_check),
    *(input_pipeline, augmentation_acts),
    *(build_cnn, sanity_suite, falling_behind, train_fashion),
    *(inductive_bias, seed_interval),
    *(label_errors, calibration_error),
)
