"""How much memory a process and all its descendants take, seen from outside."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

KB = 1024
PROC = Path("/proc")


def memory_of_tree(root: int) -> float:
    """Bytes of private and shared memory of a process and its descendants.

    Pages that a fork shares with its origin count in equal shares, so that many processes which share
    one big import are not counted as if each had its own.
    """
    waiting, total = [root], 0.0
    while waiting:
        process = waiting.pop()
        total += _memory_of(process)
        with suppress(OSError):  # gone in the meantime
            for task in (PROC / str(process) / "task").iterdir():
                with suppress(OSError):
                    waiting += map(int, (task / "children").read_text().split())
    return total


def _memory_of(process: int) -> float:
    for name, fields in (
        ("smaps_rollup", ("Pss_Anon:", "Pss_Shmem:")),
        ("status", ("RssAnon:", "RssShmem:")),
    ):
        try:
            lines = (PROC / str(process) / name).read_text().splitlines()
        except OSError:
            continue  # not readable, or gone
        return float(sum(int(line.split()[1]) for line in lines if line.startswith(fields))) * KB
    return 0.0
