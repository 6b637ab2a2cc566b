"""Answers are judged as in grading: with the extra held-out cases."""

from autograder import heldout

heldout.attach()
