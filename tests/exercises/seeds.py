"""How many held-out draws a solution must pass."""

import time
from collections.abc import Iterator

AT_LEAST, AT_MOST = 3, 10
SECONDS = 20.0


def seeds() -> Iterator[int]:
    """Seeds 0, 1, 2, ... to judge a solution with: ten, or as many as begin within twenty seconds, but at least three.

    What counts is the processor's time that the caller spends between them: a busy machine tests no less.
    """
    start = time.process_time()
    for seed in range(AT_MOST):
        if seed >= AT_LEAST and time.process_time() - start > SECONDS:
            return
        yield seed
