"""Module 01, notebook filters."""

EXERCISES = ()
