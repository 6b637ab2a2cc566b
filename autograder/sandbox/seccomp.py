"""A system call filter: what no lesson needs and what limits cannot bound.

Memory behind a memfd or a System V segment belongs to no process, so no memory limit sees it; new
namespaces, tracing, keys, BPF and the like only widen what an attacker can try.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from autograder.sandbox.system import PR_SET_SECCOMP, prctl

SECCOMP_MODE_FILTER = 2
ALLOW = 0x7FFF0000
ERRNO = 0x00050000
KILL_PROCESS = 0x80000000

LOAD, JUMP_IF_EQUAL, JUMP_IF_SET, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
SYSCALL_OFFSET, ARCHITECTURE_OFFSET, FIRST_ARGUMENT_OFFSET = 0, 4, 16

NEW_NAMESPACES = 0x7E020080
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET and NEWTIME: clone(2) with any of them is refused."""

X32_CALLS = 0x40000000
"""On x86-64 a second set of the same calls begins here."""


class Machine:
    """The numbers of one processor architecture.

    Args:
        audit: its AUDIT_ARCH constant.
        clone: clone(2).
        clone3: clone3(2), whose flags a filter cannot see: "not there" makes libc use clone(2).
        denied: the calls refused with EPERM.
    """

    def __init__(self, audit: int, clone: int, clone3: int, denied: dict[str, int]) -> None:
        self.audit, self.clone, self.clone3, self.denied = audit, clone, clone3, denied


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
}

MACHINES = {
    "x86_64": Machine(
        0xC000003E,
        56,
        435,
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
            "mq_open": 240,
            "kexec_load": 246,
            "add_key": 248,
            "request_key": 249,
            "keyctl": 250,
            "unshare": 272,
            "perf_event_open": 298,
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
        SAME_EVERYWHERE
        | {
            "umount2": 39,
            "mount": 40,
            "pivot_root": 41,
            "chroot": 51,
            "quotactl": 60,
            "acct": 89,
            "personality": 92,
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
    refuse = [(RETURN, 0, 0, ERRNO | errno.EPERM)]
    program = [
        (LOAD, 0, 0, ARCHITECTURE_OFFSET),
        (JUMP_IF_EQUAL, 1, 0, machine.audit),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, SYSCALL_OFFSET),
        (JUMP_IF_AT_LEAST, 0, 1, X32_CALLS),
        *refuse,
        (JUMP_IF_EQUAL, 0, 1, machine.clone3),
        (RETURN, 0, 0, ERRNO | errno.ENOSYS),
    ]
    for number in sorted(machine.denied.values()):
        program += [(JUMP_IF_EQUAL, 0, 1, number), *refuse]
    program += [
        (JUMP_IF_EQUAL, 0, 3, machine.clone),
        (LOAD, 0, 0, FIRST_ARGUMENT_OFFSET),
        (JUMP_IF_SET, 0, 1, NEW_NAMESPACES),
        *refuse,
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)
