"""A system call filter: what no lesson needs, what limits cannot bound, and what would tell a neighbour something.

Memory behind a memfd or a System V segment belongs to no process, so no memory limit sees it; new namespaces, tracing,
keys, BPF and the like only widen what an attacker can try. All notebooks see the same system files, so a lock on one of
them, or a look at who opens it, would be a way from one notebook to another.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from dataclasses import dataclass

from autograder.sandbox.system import PR_SET_DUMPABLE, PR_SET_SECCOMP, prctl

SECCOMP_MODE_FILTER = 2
ALLOW = 0x7FFF0000
ERRNO = 0x00050000
KILL_PROCESS = 0x80000000

LOAD, JUMP_IF_EQUAL, JUMP_IF_SET, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
SYSCALL_OFFSET, ARCHITECTURE_OFFSET, FIRST_ARGUMENT_OFFSET, ARGUMENT_BYTES = 0, 4, 16, 8

NEW_NAMESPACES = 0x7E020080
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME: clone(2) with any of them is refused."""

X32_CALLS = 0x40000000
"""On x86-64 a second set of the same calls begins here."""


@dataclass(frozen=True)
class Machine:
    """The numbers of one processor architecture.

    Args:
        audit: its AUDIT_ARCH constant.
        clone: clone(2).
        clone3: clone3(2), whose flags a filter cannot see: "not there" makes libc use clone(2).
        numbers: of the calls in `BY_ARGUMENT`.
        denied: the calls refused with EPERM.
    """

    audit: int
    clone: int
    clone3: int
    numbers: dict[str, int]
    denied: dict[str, int]


@dataclass(frozen=True)
class Reply:
    """What the system says to a call with one of some values as an argument, without doing anything.

    Args:
        call: its name.
        argument: counts from 0.
        values: what the argument's lower 32 bits are compared with.
        error: the number it fails with; 0 makes it succeed.
        others: whether it is said to all values but these.
    """

    call: str
    argument: int
    values: tuple[int, ...]
    error: int
    others: bool = False


F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW = 5, 6, 7, 36, 37, 38
F_SETLEASE, F_GETLEASE, F_NOTIFY, F_SETPIPE_SZ = 1024, 1025, 1026, 1031
SO_SNDBUF, SO_RCVBUF = 7, 8
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16

BY_ARGUMENT = (
    # A lock keeps out nobody who is not in the same notebook, so it can always be had.
    Reply("flock", 1, (), 0, others=True),
    Reply("fcntl", 1, (F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW), 0),
    Reply("fcntl", 1, (F_GETLK, F_OFD_GETLK), errno.ENOLCK),
    Reply("fcntl", 1, (F_SETLEASE, F_GETLEASE, F_NOTIFY, F_SETPIPE_SZ), errno.EPERM),
    # Buffers keep the size that `usage.SOCKET_BYTES` counts on.
    Reply("setsockopt", 2, (SO_SNDBUF, SO_RCVBUF), 0),
    Reply("socket", 0, (AF_UNIX, AF_INET, AF_INET6, AF_NETLINK), errno.EAFNOSUPPORT, others=True),
    Reply("socketpair", 0, (AF_UNIX,), errno.EAFNOSUPPORT, others=True),
    # The supervisor could not see any more what the process holds.
    Reply("prctl", 0, (PR_SET_DUMPABLE,), errno.EPERM),
)

SAME_EVERYWHERE = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "pidfd_getfd": 438,
    "mount_setattr": 442,
    "memfd_secret": 447,
    "cachestat": 451,
}

MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        56,
        435,
        {"socket": 41, "socketpair": 53, "setsockopt": 54, "fcntl": 72, "flock": 73, "prctl": 157},
        SAME_EVERYWHERE
        | {
            "shmget": 29,
            "semget": 64,
            "msgget": 68,
            "ptrace": 101,
            "syslog": 103,
            "personality": 135,
            "pivot_root": 155,
            "chroot": 161,
            "acct": 163,
            "mount": 165,
            "umount2": 166,
            "swapon": 167,
            "reboot": 169,
            "sethostname": 170,
            "init_module": 175,
            "quotactl": 179,
            "io_setup": 206,
            "mq_open": 240,
            "kexec_load": 246,
            "add_key": 248,
            "request_key": 249,
            "keyctl": 250,
            "inotify_init": 253,
            "unshare": 272,
            "vmsplice": 278,
            "inotify_init1": 294,
            "perf_event_open": 298,
            "fanotify_init": 300,
            "name_to_handle_at": 303,
            "open_by_handle_at": 304,
            "setns": 308,
            "process_vm_readv": 310,
            "process_vm_writev": 311,
            "finit_module": 313,
            "memfd_create": 319,
            "bpf": 321,
            "userfaultfd": 323,
        },
    ),
    "aarch64": Machine(
        0xC00000B7,
        220,
        435,
        {"socket": 198, "socketpair": 199, "setsockopt": 208, "fcntl": 25, "flock": 32, "prctl": 167},
        SAME_EVERYWHERE
        | {
            "io_setup": 0,
            "inotify_init1": 26,
            "umount2": 39,
            "mount": 40,
            "pivot_root": 41,
            "chroot": 51,
            "quotactl": 60,
            "acct": 89,
            "personality": 92,
            "vmsplice": 75,
            "unshare": 97,
            "kexec_load": 104,
            "init_module": 105,
            "syslog": 116,
            "ptrace": 117,
            "reboot": 142,
            "sethostname": 161,
            "mq_open": 180,
            "msgget": 186,
            "semget": 190,
            "shmget": 194,
            "add_key": 217,
            "request_key": 218,
            "keyctl": 219,
            "swapon": 224,
            "perf_event_open": 241,
            "fanotify_init": 262,
            "name_to_handle_at": 264,
            "open_by_handle_at": 265,
            "setns": 268,
            "process_vm_readv": 270,
            "process_vm_writev": 271,
            "finit_module": 273,
            "memfd_create": 279,
            "bpf": 280,
            "userfaultfd": 282,
        },
    ),
}


def install() -> None:
    """Filter the system calls of this process and its children from now on.

    Needs PR_SET_NO_NEW_PRIVS. On a processor without a table here nothing is filtered; the namespaces
    hold all the same.
    """
    machine = MACHINES.get(platform.machine())
    if machine is None:
        return
    program = _program(machine)
    instructions = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    holder = ctypes.create_string_buffer(head, len(head))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(holder))


def _program(machine: Machine) -> bytes:
    refuse = [_return(errno.EPERM)]
    program = [
        (LOAD, 0, 0, ARCHITECTURE_OFFSET),
        (JUMP_IF_EQUAL, 1, 0, machine.audit),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, SYSCALL_OFFSET),
        (JUMP_IF_AT_LEAST, 0, 1, X32_CALLS),
        *refuse,
        (JUMP_IF_EQUAL, 0, 1, machine.clone3),
        _return(errno.ENOSYS),
    ]
    for number in sorted(machine.denied.values()):
        program += [(JUMP_IF_EQUAL, 0, 1, number), *refuse]
    for reply in BY_ARGUMENT:
        program += _replied(reply, machine.numbers[reply.call])
    program += [
        (JUMP_IF_EQUAL, 0, 3, machine.clone),
        (LOAD, 0, 0, FIRST_ARGUMENT_OFFSET),
        (JUMP_IF_SET, 0, 1, NEW_NAMESPACES),
        *refuse,
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)


def _return(error: int) -> tuple[int, int, int, int]:
    """Not to do the call; it fails with the error, or succeeds with 0."""
    return RETURN, 0, 0, ERRNO | error


def _replied(reply: Reply, number: int) -> list[tuple[int, int, int, int]]:
    """Begins and ends with the call's number loaded."""
    # One of the values leads to the reply, the last comparison past it; with `others` it is the other way round.
    matching = [
        (JUMP_IF_EQUAL, further + reply.others, int(further == 0 and not reply.others), value)
        for further, value in zip(reversed(range(len(reply.values))), reply.values, strict=True)
    ]
    block = [
        (LOAD, 0, 0, FIRST_ARGUMENT_OFFSET + ARGUMENT_BYTES * reply.argument),
        *matching,
        _return(reply.error),
        (LOAD, 0, 0, SYSCALL_OFFSET),
    ]
    return [(JUMP_IF_EQUAL, 0, len(block), number), *block]
