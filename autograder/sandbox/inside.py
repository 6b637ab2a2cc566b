"""The inner walls: what the fork server runs in each child, before it becomes a learner's kernel.

Three processes come of it. The *supervisor* stays outside the new namespaces and watches time and memory;
*init* is process 1 inside, takes in orphans and takes everybody along when the kernel ends; the *kernel* has
no rights at all and is the only one that goes on to run the learner's code.

Runs in the sandbox, so it imports nothing but its own folder.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from autograder.sandbox import seccomp, system
from autograder.sandbox.limits import MB, Limits
from autograder.sandbox.usage import kernel_memory_of, memory_of, processes_below, seconds_of

LEARNER = 1000
"""User and group id inside."""

RUN = Path("/run/workbook")
"""Inside the outer walls: one folder a notebook, with its sockets and files."""

HOME = Path("/learner")
WORK, TEMPORARY = HOME / "work", HOME / "tmp"
"""All a learner can write to, beside shared memory."""

OPEN_FILES = 1024
TERMINALS = "newinstance,ptmxmode=0666,mode=620,max=64"
SIGNALS = 1024
"""Signals on their way, and timers: each takes memory that belongs to no process."""

WATCH_SECONDS = 0.1
LOOKS_PER_MEASUREMENT = 50
GROWTH_MB = 50
"""The exact measurement is slow, so it is made when the rough one has grown by this much, at every so many looks in
any case, and whenever the limit may be reached."""

OWN_DATA_MB = 1024
"""Address space for data that the fork server's own imports take; comes on top of the learner's memory."""

MEMORY_LIMIT, TIME_LIMIT, CLOCK_LIMIT = "memory limit", "time limit", "waited too long"

USED = "used.txt"
"""In the notebook's folder: what its processes have used so far, seconds of processor time and most memory in MB."""


def enter(request: dict[str, Any]) -> Callable[[], None]:
    """Build the walls around this process; returns in the process that becomes the kernel.

    Args:
        request: "folder": name of the notebook's folder in `RUN`; "limits": the fields of `Limits`.

    Returns:
        What to call once the kernel's sockets are bound: from then on their folder is read-only.
    """
    folder, limits = RUN / request["folder"], Limits(**request["limits"])
    _new_user()
    reader, writer = os.pipe()
    init = os.fork()
    if init:
        os.close(writer)
        _supervise(init, reader, folder, limits)
    os.close(reader)
    system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    # The /proc of the outer walls numbers processes differently from any fork in here.
    os.write(writer, Path("/proc/self").readlink().name.encode())
    os.close(writer)
    system.unshare(system.CLONE_NEWNS)
    _mount_everything(folder, limits)
    bound, tell_bound = os.pipe()
    kernel = os.fork()
    if kernel:
        os.close(tell_bound)
        _be_init(kernel, bound, folder)
    os.close(bound)
    os.chdir(WORK)
    _limit(limits)
    _drop_rights()

    def sockets_are_bound() -> None:
        os.close(tell_bound)

    return sockets_are_bound


def _new_user() -> None:
    """New user, process, IPC and network namespaces; the learner's id maps to whoever runs the sandbox.

    In the network there is nothing at all: even its loopback stays down. What could be sent through it would take
    memory that belongs to no process, and from a pool that the whole machine shares.
    """
    user, group = os.geteuid(), os.getegid()
    system.unshare(system.CLONE_NEWUSER | system.CLONE_NEWPID | system.CLONE_NEWIPC | system.CLONE_NEWNET)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{LEARNER} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{LEARNER} {group} 1")
    # Entering a user namespace clears both.
    system.prctl(system.PR_SET_PDEATHSIG, signal.SIGKILL)
    system.prctl(system.PR_SET_DUMPABLE, 1)


def _mount_everything(folder: Path, limits: Limits) -> None:
    """Hide the other notebooks' folders; give private, size-limited room to write; see own processes only."""
    private = system.MS_NOSUID | system.MS_NODEV
    room = f"size={limits.files_mb}m,nr_inodes={limits.files}"
    system.mount("none", "/", flags=system.MS_REC | system.MS_PRIVATE)
    system.mount(str(folder), "/mnt", flags=system.MS_BIND)
    system.mount("tmpfs", str(RUN), "tmpfs", private, "size=64k,nr_inodes=16,mode=755")
    folder.mkdir()
    system.mount("/mnt", str(folder), flags=system.MS_BIND)
    system.mount("tmpfs", "/mnt", "tmpfs", private | system.MS_RDONLY, "size=4k,nr_inodes=2,mode=755")
    # Writable until the kernel has bound its sockets there; everything beside it never is.
    system.mount(str(folder / "kernel"), str(folder / "kernel"), flags=system.MS_BIND)
    _remount_read_only(folder)
    _remount_read_only(RUN)
    system.mount("tmpfs", str(HOME), "tmpfs", private, f"{room},mode=755")
    system.mount("tmpfs", "/dev/shm", "tmpfs", private, f"{room},mode=1777")
    system.mount("proc", "/proc", "proc", private | system.MS_NOEXEC)
    system.mount("devpts", "/dev/pts", "devpts", system.MS_NOSUID | system.MS_NOEXEC, TERMINALS)
    shutil.copytree(folder / "files", WORK)
    TEMPORARY.mkdir()
    if any(Path(needed).is_relative_to("/tmp") for needed in (sys.prefix, sys.base_prefix, __file__)):
        _remount_read_only(Path("/tmp"))  # Python itself lies there; TMPDIR leads to the private place
    else:
        system.mount(str(TEMPORARY), "/tmp", flags=system.MS_BIND)


def _remount_read_only(folder: Path) -> None:
    flags = system.MS_REMOUNT | system.MS_BIND | system.MS_RDONLY | system.MS_NOSUID | system.MS_NODEV
    system.mount("none", str(folder), flags=flags)


def _limit(limits: Limits) -> None:
    """Limits that the kernel of the system keeps for each process."""
    for kind, amount in (
        (resource.RLIMIT_DATA, (limits.memory_mb + OWN_DATA_MB) * MB),
        (resource.RLIMIT_FSIZE, limits.files_mb * MB),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, int(limits.notebook_seconds) * (os.cpu_count() or 1)),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, SIGNALS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))


def _drop_rights() -> None:
    system.drop_capabilities()
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
    # So that the supervisor may read how much memory this process has.
    system.prctl(system.PR_SET_DUMPABLE, 1)
    seccomp.install()


def _be_init(kernel: int, bound: int, folder: Path) -> NoReturn:
    """Process 1 inside: when it ends, so does everything else in the namespace."""
    _leave_signals_to_the_kernel()
    system.prctl(system.PR_SET_DUMPABLE, 0)
    os.read(bound, 1)  # returns at its end: the kernel has bound its sockets, or is gone
    _remount_read_only(folder / "kernel")
    while True:
        process, status = os.wait()
        if process == kernel:
            os._exit(_exit_code(status))


def _supervise(init: int, reader: int, folder: Path, limits: Limits) -> NoReturn:
    """Outside the namespaces: end everything when there is too much of it, and say why."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    number_in_proc = int(os.read(reader, 32) or 0)
    _leave_signals_to_the_kernel()
    deadline = time.monotonic() + limits.notebook_clock_seconds
    allowed = limits.memory_mb * MB
    reason, most, looks, roughly, used = "", 0.0, 0, 0.0, 0.0
    while True:
        process, status = os.waitpid(init, os.WNOHANG)
        if process:
            break
        looks += 1
        processes = processes_below(number_in_proc)
        now, held = memory_of(processes), kernel_memory_of(processes, allowed)
        if held > allowed:
            most = held
        elif looks % LOOKS_PER_MEASUREMENT == 0 or now > roughly + GROWTH_MB * MB or now + held > allowed:
            roughly, most = now, max(most, memory_of(processes, exactly=True) + held)
        used = max(used, seconds_of(processes))
        with suppress(OSError):
            (folder / USED).write_text(f"{used:.2f} {most / MB:.0f}")
        if most > allowed:
            reason = MEMORY_LIMIT
        elif used > limits.notebook_seconds:
            reason = TIME_LIMIT
        elif time.monotonic() > deadline:
            reason = CLOCK_LIMIT
        if reason:
            os.kill(init, signal.SIGKILL)
            _, status = os.waitpid(init, 0)
            break
        signal.sigtimedwait({signal.SIGCHLD}, WATCH_SECONDS)  # at once when it ends
    with suppress(OSError):  # the folder goes away when nobody waits for the reason any more
        (folder / "end.json").write_text(json.dumps({"reason": reason, "peak_mb": round(most / MB)}))
    os._exit(_exit_code(status))


def _leave_signals_to_the_kernel() -> None:
    """They are sent to the whole group, which all three processes belong to."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _exit_code(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code
