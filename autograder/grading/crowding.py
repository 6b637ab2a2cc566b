"""Whether a machine had more to do than it could."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

PRESSURE = Path("/proc/pressure/cpu")
"""Linux counts there how long anything had to wait for a processor, in microseconds since the start."""

CROWDED_SHARE = 0.8
"""Share of the time in which something had to wait. Two graders on two cores come to a half; with six busy loops
beside them it is all of it."""

LOAD_EACH = 2.0
"""Where that is not counted: how many processes want each processor, as a mean over the last minute."""


class Watch:
    """Looks at the machine from now on."""

    def __init__(self) -> None:
        self._start, self._waited = time.monotonic(), _seconds_waited()

    def crowded(self) -> bool:
        """Whether something had to wait for a processor nearly all the time since then; True where nobody knows."""
        waited = _seconds_waited()
        if waited is not None and self._waited is not None:
            return waited - self._waited > CROWDED_SHARE * (time.monotonic() - self._start)
        if hasattr(os, "getloadavg"):
            return os.getloadavg()[0] > LOAD_EACH * (os.cpu_count() or 1)
        return True


def _seconds_waited() -> float | None:
    with suppress(OSError, StopIteration, ValueError):
        some = next(line for line in PRESSURE.read_text().splitlines() if line.startswith("some"))
        return int(some.rpartition("total=")[2]) / 1e6
    return None
