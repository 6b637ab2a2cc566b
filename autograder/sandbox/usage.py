"""What all descendants of a process use, memory and processor time, seen from outside.

Some memory belongs to no process: what waits in sockets and pipes, the system's list of a process's mapped areas. Linux
tells how much only where it keeps accounts for groups of processes, which nobody may set up without being
root. So each of these is charged with the most that it can hold, as the system call filter and the limits leave it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

KB = 1024
MB = 1024 * KB

SOCKET_BYTES = 2 * 212_992
"""A socket's buffer, and one message more: `net.core.wmem_default` of Linux, and the filter lets nobody enlarge it."""

DATAGRAM_SOCKET_BYTES = 11 * SOCKET_BYTES
"""Ten messages wait at most, each from a sender who may be gone."""

PIPE_BYTES = 64 * KB

AREA_BYTES = 200
PROCESS_BYTES = 14 * MB
"""A list of 65,530 mapped areas, as many as `vm.max_map_count` usually allows, and what a process is in itself."""

PAGE_TABLES = "VmPTE:"

UNIX_SOCKET = re.compile(r"^[0-9a-f]+: \w+ \w+ \w+ (\w{4}) \w\w +(\d+)", re.MULTILINE)
"""A line of /proc/net/unix: kind and number. Names follow, in which a learner may write anything, line ends too."""

DATAGRAM = "0002"
"""SOCK_DGRAM, as /proc/net/unix has it."""

PROC = Path("/proc")


def processes_below(root: int) -> list[int]:
    """The numbers in /proc of a process's descendants, without its own."""
    found = _children(root)
    for process in found:  # grows meanwhile
        found += _children(process)
    return found


def memory_of(processes: Iterable[int], *, exactly: bool = False) -> float:
    """Bytes of private and shared memory of some processes, and of their page tables.

    Args:
        processes: numbers in /proc.
        exactly: count pages that a fork shares with its origin in equal shares, so that many processes which
            share one big import are not counted as if each had its own. Takes a hundred times longer; without,
            the answer is never too small.
    """
    return sum(map(_exact_memory_of if exactly else _memory_of, processes))


def kernel_memory_of(processes: Collection[int], enough: float) -> float:
    """Bytes that the system may hold for some processes in its own memory, at most.

    All unix sockets of this process's network namespace count, also those that no process holds: connections which
    nobody has accepted, and sockets that were sent through a socket.

    Args:
        processes: numbers in /proc.
        enough: from so much on nothing more is counted: thousands of descriptors are slow to look at, and those who
            have them take the processor as well.
    """
    sockets, unaccepted = _unix_sockets()
    pipes: set[str] = set()
    total = len(processes) * PROCESS_BYTES + unaccepted
    if (counted := total + sum(sockets.values())) > enough:
        return counted
    for process in processes:
        for link in _open_files(process):
            if link.startswith("pipe:"):
                pipes.add(link)
            elif link.startswith("socket:"):
                sockets.setdefault(link, SOCKET_BYTES)
    return total + len(pipes) * PIPE_BYTES + sum(sockets.values())


def _unix_sockets() -> tuple[dict[str, int], int]:
    """The most that each may hold, by its link in /proc/.../fd, and that all together may which have none."""
    sockets: dict[str, int] = {}
    without = 0
    table = (PROC / "self" / "net" / "unix").read_bytes().decode(errors="replace")
    for kind, number in UNIX_SOCKET.findall(table):
        most = DATAGRAM_SOCKET_BYTES if kind == DATAGRAM else SOCKET_BYTES
        if number == "0":
            without += most
        else:
            sockets[f"socket:[{number}]"] = most
    return sockets, without


def _open_files(process: int) -> list[str]:
    """What stands behind a process's descriptors, "pipe:[123]" for instance."""
    links: list[str] = []
    with suppress(OSError):  # gone in the meantime
        for descriptor in (PROC / str(process) / "fd").iterdir():
            with suppress(OSError):
                links.append(str(descriptor.readlink()))
    return links


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
        own = _sum(process, "smaps_rollup", ("Pss_Anon:", "Pss_Shmem:"))
        return own + _sum(process, "status", (PAGE_TABLES,)) + _unusually_many_areas(process)
    except OSError:
        return _memory_of(process)


def _unusually_many_areas(process: int) -> float:
    """Bytes of the list of mapped areas beyond `PROCESS_BYTES`: some systems allow a million of them."""
    areas = (PROC / str(process) / "maps").read_bytes().count(b"\n")
    return max(0.0, areas * AREA_BYTES - PROCESS_BYTES)


def _memory_of(process: int) -> float:
    try:
        return _sum(process, "status", ("RssAnon:", "RssShmem:", PAGE_TABLES))
    except OSError:
        return 0.0  # gone in the meantime


def _sum(process: int, file: str, fields: tuple[str, ...]) -> float:
    lines = (PROC / str(process) / file).read_text().splitlines()
    return float(sum(int(line.split()[1]) for line in lines if line.startswith(fields))) * KB
