"""Judging apart from the learner's code: a trusted process asks, a sandboxed one computes.

`client.Examiner` steers the trusted process (`python -m autograder.examiner`); `course.checking.wire.serving` is the
other end, in the learner's kernel.
"""
