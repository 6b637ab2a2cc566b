"""Module 01, notebook decisions."""

EXERCISES = ()
