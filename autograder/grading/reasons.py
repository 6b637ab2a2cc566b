"""Why an exercise could not be judged, in words that results, report and feedback share."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What ended a cell, a notebook or a submission early; "" when nothing did."""

    NONE = ""
    MEMORY = "memory limit"
    TIME = "time limit"
    OUTPUT = "output limit"
    DIED = "kernel died"
    NOT_RUN = "not run"
    NOT_ASKED = "not asked"
    BAD_ANSWER = "bad answer"
    UNREADABLE = "unreadable"
    MISSING = "not handed in"


SENTENCES = {
    Reason.MEMORY: "It needed more memory than a submission may have ({memory_mb} MB), so it was stopped.",
    Reason.TIME: "It had not finished after {cell_seconds:g} seconds, so it was stopped.",
    Reason.OUTPUT: "It printed or displayed more than a submission may ({output_mb} MB), so it was stopped.",
    Reason.DIED: "It ended the kernel (did it call exit, crash in compiled code, or run out of memory?).",
    Reason.NOT_RUN: "It was not run: too many cells before it had to be stopped.",
}
"""What a learner reads in place of the outputs of a stopped cell; the fields are those of `Limits`."""
