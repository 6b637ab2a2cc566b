"""Settings of the whole process that a learner may have changed, put back to what is usual while answers are judged."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import numpy as np

USUAL_DEPTH = 1000
"""Python's own limit of recursion."""


@contextmanager
def usual_settings() -> Iterator[None]:
    """NumPy warns instead of raising, warnings are no errors, and functions may call each other as deep as usual.

    A learner who has asked for errors to find a mistake of theirs has not asked for a wrong verdict. Afterwards
    everything is as they had it.
    """
    depth = sys.getrecursionlimit()
    with (
        np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
        warnings.catch_warnings(),
    ):
        # Only what raises goes: libraries have good reasons to ignore some of their own.
        warnings.filters = [each for each in warnings.filters if each[0] != "error"]
        if depth < USUAL_DEPTH:
            sys.setrecursionlimit(USUAL_DEPTH)
        try:
            yield
        finally:
            if depth < USUAL_DEPTH:
                # Python refuses a limit that is exceeded already.
                with suppress(RecursionError):
                    sys.setrecursionlimit(depth)
