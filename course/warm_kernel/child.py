"""From a fresh fork to a kernel like any other."""

from __future__ import annotations

import atexit
import ctypes
import os
import random
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from ipykernel.kernelapp import IPKernelApp

PR_SET_PDEATHSIG = 1


def become_kernel(
    request: dict[str, Any],
    stdout: int,
    stderr: int,
    hook: Callable[[dict[str, Any]], Callable[[], None] | None] | None,
) -> NoReturn:
    """Leave everything of the server's behind and run ipykernel until it ends.

    Args:
        request: "argv" of the kernel, "cwd", "env" (all of it) and "hook".
        stdout: descriptor.
        stderr: descriptor.
        hook: see `course.warm_kernel.server.Hook`.
    """
    code = 1
    try:
        _forget_the_server(stdout, stderr)
        os.environ.clear()
        os.environ.update(request["env"])
        tempfile.tempdir = None  # found out anew, from the new environment
        os.chdir(request["cwd"])
        sockets_are_bound = hook(request["hook"]) if hook else None
        _reseed()
        code = _run(request["argv"], sockets_are_bound)
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        _end(code)


def _forget_the_server(stdout: int, stderr: int) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, wanted in ((nothing, 0), (stdout, 1), (stderr, 2)):
        os.dup2(descriptor, wanted)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def _reseed() -> None:
    """Two kernels must not draw the same numbers."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


class ForkedKernelApp(IPKernelApp):
    """ipykernel's application, without its advice on how to stop a kernel that was started by hand."""

    def log_connection_info(self) -> None:
        """Say nothing."""


def _run(argv: list[str], sockets_are_bound: Callable[[], None] | None) -> int:
    sys.argv = ["ipykernel_launcher", *argv]
    app = ForkedKernelApp.instance()
    app.initialize(argv)
    if sockets_are_bound is not None:
        sockets_are_bound()
    app.start()
    return 0


def _end(code: int) -> NoReturn:
    """What Python does at its end, without going back through the server's frames."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)
