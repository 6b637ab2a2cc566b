"""The held-out draws that answers and solutions are judged on: the same ones, as some take long to draw."""

import time
from collections.abc import Iterator

FIRST = 20_261_122
AT_LEAST, AT_MOST = 3, 10
SECONDS = 20.0


def seeds() -> Iterator[int]:
    """Ten seeds to judge a solution with, or as many as begin within twenty seconds, but at least three.

    What counts is the processor's time that the caller spends between them: a busy machine tests no less.
    """
    start = time.process_time()
    for number in range(AT_MOST):
        if number >= AT_LEAST and time.process_time() - start > SECONDS:
            return
        yield FIRST + number
