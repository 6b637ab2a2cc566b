"""Stop a call that does not return."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

REPEAT_SECONDS = 0.2
"""A bare `except:` can swallow the interruption once; it is sent again this often."""


class TimeLimitReached(BaseException):
    """Raised inside the running call. Not an Exception, so that `except Exception` lets it through."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimitReached` inside the block once it has run for `seconds` of wall time.

    A signal is used where there is one (it also interrupts `time.sleep`); elsewhere (Windows, other
    threads) a watchdog thread asks the interpreter to raise at the next Python instruction. A single
    long call into C code can be interrupted by neither.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        with _by_signal(seconds):
            yield
    else:
        with _by_watchdog(seconds):
            yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    def interrupt(signum: int, frame: object) -> None:
        raise TimeLimitReached

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_watchdog(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    finished = threading.Event()

    def watch() -> None:
        wait = seconds
        while not finished.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeLimitReached))
            wait = REPEAT_SECONDS

    watchdog = threading.Thread(target=watch, daemon=True)
    watchdog.start()
    try:
        yield
    finally:
        finished.set()
        watchdog.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)
