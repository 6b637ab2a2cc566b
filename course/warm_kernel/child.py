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
import time
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import ipykernel_launcher
from ipykernel.kernelapp import IPKernelApp

from course.warm_kernel.identity import start_time

PR_SET_PDEATHSIG = 1
WATCH_SECONDS = 1.0


def become_kernel(
    request: dict[str, Any],
    stdout: int,
    stderr: int,
    ready: int,
    hook: Callable[[dict[str, Any]], Callable[[], None] | None] | None,
) -> NoReturn:
    """Leave everything of the server's behind and run ipykernel until it ends.

    Args:
        request: "argv" of the kernel, "cwd", "umask", "env" (all of it), "client" (its process id and
            `start_time`) and "hook".
        stdout: descriptor.
        stderr: descriptor.
        ready: descriptor that is closed once signals to the process group reach this process.
        hook: see `course.warm_kernel.server.Hook`.
    """
    code = 1
    try:
        os.setsid()
        os.close(ready)
        _forget_the_server(stdout, stderr)
        os.environ.clear()
        os.environ.update(request["env"])
        _read_the_environment_again()
        os.umask(request["umask"])
        os.chdir(request["cwd"])
        if hook is None:
            watch = threading.Thread(target=_end_with, args=request["client"], daemon=True)
            sockets_are_bound = None
        else:
            # What a hook builds around the kernel must not outlive the server.
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            sockets_are_bound, watch = hook(request["hook"]), None
        _reseed()
        code = _run(request["argv"], sockets_are_bound, watch)
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:
        # sys.stderr may be a channel to clients that are not there yet.
        traceback.print_exc(file=sys.__stderr__)
    finally:
        _end(code)


def _forget_the_server(stdout: int, stderr: int) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, wanted in ((nothing, 0), (stdout, 1), (stderr, 2)):
        os.dup2(descriptor, wanted)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def _read_the_environment_again() -> None:
    """What Python and the libraries have read from the server's."""
    time.tzset()
    tempfile.tempdir = None
    backend = os.environ.get("MPLBACKEND")
    if backend and (matplotlib := sys.modules.get("matplotlib")):
        matplotlib.rcParams["backend"] = backend


def _end_with(client: int, started: int) -> None:
    """End the kernel when its client is gone. While the server lives it does that, and at once."""
    while start_time(client) == started:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def _reseed() -> None:
    """Two kernels must not draw the same numbers."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


class ForkedKernelApp(IPKernelApp):
    """ipykernel's application, without its advice on how to stop a kernel that was started by hand."""

    watch: threading.Thread | None = None

    def log_connection_info(self) -> None:
        """Say nothing."""

    def init_poller(self) -> None:
        """Watch the client instead of the parent process, which is the server."""
        self.poller = self.watch


def _run(
    argv: list[str], sockets_are_bound: Callable[[], None] | None, watch: threading.Thread | None
) -> int:
    sys.argv = [ipykernel_launcher.__file__, *argv]
    app = ForkedKernelApp.instance()
    app.watch = watch
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
