"""Module 01, from pixels to decisions: one file per notebook, exercises in the order of the notebooks."""

from course.exercises.basics import decisions, filters, pixels

EXERCISES = (*pixels.EXERCISES, *filters.EXERCISES, *decisions.EXERCISES)
