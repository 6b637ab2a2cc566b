"""Module 01, notebook pixels."""

EXERCISES = ()
