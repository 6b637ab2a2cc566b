"""Why an exercise could not be judged, in words that results, report and feedback share."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What ended a cell, a notebook, a submission or an examination early; "" when nothing did."""

    NONE = ""
    MEMORY = "memory limit"
    TIME = "time limit"
    CLOCK = "waited too long"
    """Its processor time was not used up: it slept, or the machine was busy."""
    OUTPUT = "output limit"
    KERNEL_DIED = "kernel died"
    BAD_MESSAGES = "bad messages"
    EXAMINER_DIED = "examiner died"
    NOT_RUN = "not run"
    NOT_ASKED = "not asked"
    BAD_ANSWER = "bad answer"
    UNREADABLE = "unreadable"
    MISSING = "not handed in"
