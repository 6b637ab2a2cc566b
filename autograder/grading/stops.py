"""What a learner reads in place of the outputs of a cell that had to be stopped."""

from __future__ import annotations

from autograder.reasons import Reason

SENTENCES = {
    Reason.MEMORY: "It needed more memory than a submission may have ({limits.memory_mb} MB), so it was stopped.",
    Reason.TIME: "It had not finished after {limits.cell_seconds:g} seconds of computing, so it was stopped.",
    Reason.CLOCK: (
        "It had not finished after {limits.cell_clock_seconds:g} seconds, most of which it did not compute, so it was "
        "stopped. Does it sleep, or wait for something that never comes?"
    ),
    Reason.OUTPUT: "It printed or displayed more than a submission may ({limits.output_mb} MB), so it was stopped.",
    Reason.KERNEL_DIED: "It ended the kernel (did it call exit, crash in compiled code, or run out of memory?).",
    Reason.BAD_MESSAGES: "It made the kernel send what no kernel sends, so it was stopped.",
    Reason.NOT_RUN: "It was not run: too many cells before it had to be stopped.",
}
"""Their field is the notebook's `Limits`."""
