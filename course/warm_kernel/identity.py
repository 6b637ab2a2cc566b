"""Which process has a number: the numbers of processes are used again, start times are not."""

from __future__ import annotations

from pathlib import Path


def start_time(pid: int) -> int | None:
    """When a process was started, in clock ticks since the system was; None when it has ended.

    Read from `/proc`: psutil's `create_time` is in seconds since 1970, which differ a little between two
    readers when the clock is set.
    """
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name, in parentheses, may hold anything; field 3 of proc(5) comes after it.
    fields = status.rpartition(")")[2].split()
    return None if fields[0] in "ZX" else int(fields[19])
