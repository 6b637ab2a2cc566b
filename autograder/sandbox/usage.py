"""What all descendants of a process use, memory and processor time, seen from outside."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

KB = 1024
PROC = Path("/proc")


def processes_below(root: int) -> list[int]:
    """The numbers in /proc of a process's descendants, without its own."""
    found = _children(root)
    for process in found:  # grows meanwhile
        found += _children(process)
    return found


def memory_of(processes: Iterable[int], *, exactly: bool = False) -> float:
    """Bytes of private and shared memory of some processes.

    Args:
        processes: numbers in /proc.
        exactly: count pages that a fork shares with its origin in equal shares, so that many processes which
            share one big import are not counted as if each had its own. Takes a hundred times longer; without,
            the answer is never too small.
    """
    return sum(map(_exact_memory_of if exactly else _memory_of, processes))


def seconds_of(processes: Iterable[int]) -> float:
    """Processor time of some processes in seconds, with that of their children which have ended.

    Children that nobody waits for are lost when they end, so the answer may fall; the most that was seen counts.
    """
    total = 0
    for process in processes:
        with suppress(OSError):  # gone in the meantime
            # The name in parentheses may hold anything; user, system, and the same of children follow it.
            after_name = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, after_name[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):  # gone in the meantime
        for task in (PROC / str(process) / "task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def _exact_memory_of(process: int) -> float:
    try:
        return _sum(process, "smaps_rollup", ("Pss_Anon:", "Pss_Shmem:"))
    except OSError:
        return _memory_of(process)


def _memory_of(process: int) -> float:
    try:
        return _sum(process, "status", ("RssAnon:", "RssShmem:"))
    except OSError:
        return 0.0  # gone in the meantime


def _sum(process: int, file: str, fields: tuple[str, ...]) -> float:
    lines = (PROC / str(process) / file).read_text().splitlines()
    return float(sum(int(line.split()[1]) for line in lines if line.startswith(fields))) * KB
