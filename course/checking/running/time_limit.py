"""Stop a call that does not return. What counts is the processor time it takes, so a busy machine stops nobody."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from contextlib import AbstractContextManager, suppress
from types import CodeType, FrameType
from typing import Any

PATIENCE = 10
"""How many times its seconds a call may take by the clock: for one that sleeps, or shares a crowded machine."""

REPEAT_SECONDS = 0.2
"""A bare `except:` can swallow the interruption; it is sent again this often."""

IMPATIENT_SECONDS = 0.005
"""How soon an alarm that came before the block began, or before the time was quite used up, comes again, and how often
a watchdog thread repeats itself: it cannot see where the call is, so it tries many places."""


class TimeLimitReached(BaseException):
    """Raised inside the running call. Not an Exception, so that `except Exception` lets it through."""


class TimeLimit(AbstractContextManager["TimeLimit"]):
    """Raises `TimeLimitReached` inside its block once the seconds are used up.

    Attributes:
        waited: whether it was stopped by the clock, long before its processor time was used up.
    """

    def __init__(self, seconds: float) -> None:
        self.waited = False
        self._seconds = seconds

    def _begin(self) -> None:
        self._clock_before, self._modules = time.monotonic(), len(sys.modules)
        self._used_before = time.process_time()

    def _left(self) -> float:
        """Seconds until it is worth looking again, 0 when they are used up.

        What is imported for the first time is not the block's to pay: as long as modules come in, it begins anew.
        """
        left = self._seconds - (time.process_time() - self._used_before)
        by_the_clock = PATIENCE * self._seconds - (time.monotonic() - self._clock_before)
        if left <= 0 and len(sys.modules) > self._modules:
            self._used_before, self._modules = time.process_time(), len(sys.modules)
            left = self._seconds
        self.waited = by_the_clock <= 0 < left
        left = min(left, by_the_clock)
        return max(left, IMPATIENT_SECONDS) if left > 0 else 0.0


def time_limit(seconds: float) -> TimeLimit:
    """Raise `TimeLimitReached` inside the block once it has used `seconds` of processor time.

    All threads of the process count, and `PATIENCE` times as long by the clock is the end in any case.

    A signal is used where there is one (it also interrupts `time.sleep`); elsewhere (Windows, other threads) a
    watchdog thread asks the interpreter to raise at the next Python instruction. A single long call into C code can
    be interrupted by neither, and two loops with a bare `except:` inside each other swallow everything.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _Alarm(seconds)
    return _Watchdog(seconds)


def _is_within(frame: FrameType | None, *codes: CodeType) -> bool:
    """Whether code of one of the functions is running: `frame` is its, or belongs to something it called."""
    while frame is not None and frame.f_code not in codes:
        frame = frame.f_back
    return frame is not None


class _Alarm(TimeLimit):
    """The limit by SIGALRM. A class, because a generator could be interrupted before it cleans up."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._expired = False

    def __enter__(self) -> _Alarm:
        self._begin()
        self._owner = sys._getframe(1)
        self._trace_before = sys.gettrace()
        self._handler_before = signal.signal(signal.SIGALRM, self._interrupt)
        signal.setitimer(signal.ITIMER_REAL, self._seconds)
        return self

    def __exit__(self, *exception: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self._handler_before or signal.SIG_DFL)
        sys.settrace(self._trace_before)
        del self._owner

    def _interrupt(self, signum: int, frame: FrameType | None) -> None:
        if frame is None or _is_within(frame, _Alarm.__exit__.__code__, _Alarm._interrupt.__code__):
            return  # the block is over, or this is being done already
        if _is_within(frame, _Alarm.__enter__.__code__):
            # Raising now would leave the block without `__exit__`: nobody would clean up.
            signal.setitimer(signal.ITIMER_REAL, IMPATIENT_SECONDS)
            return
        if not self._expired and (left := self._left()):
            signal.setitimer(signal.ITIMER_REAL, left)
            return
        # Set anew each time: alarms that come faster than they are answered would pile up without end.
        signal.setitimer(signal.ITIMER_REAL, REPEAT_SECONDS)
        if self._expired:
            self._let_no_line_run(frame)
        self._expired = True
        raise TimeLimitReached

    def _let_no_line_run(self, frame: FrameType | None) -> None:
        """Raise at the next line too: it lies in the handler that swallows, outside what it protects."""

        def stop(frame: FrameType, event: str, argument: Any) -> Any:
            # Only here: a trace function that raises is removed, and the event before is the exception itself.
            if event == "line":
                raise TimeLimitReached
            return stop

        while frame is not None and frame is not self._owner:
            frame.f_trace = stop
            frame = frame.f_back
        sys.settrace(stop)


class _Watchdog(TimeLimit):
    """The limit by a second thread."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self._finished = threading.Event()
        self._fired = False

    def __enter__(self) -> _Watchdog:
        self._begin()
        self._owner = threading.get_ident()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._stop()
        except TimeLimitReached:
            self._stop()

    def _stop(self) -> None:
        self._finished.set()
        self._watcher.join()
        if self._fired:
            self._receive_the_last()

    def _receive_the_last(self) -> None:
        """Be interrupted once more, so that no interruption is on its way when the block is left.

        Withdrawing it instead (asking for None) leaves CPython 3.11 with a flag that says "something is
        pending" for ever, and the next function that starts under a profile function never gets going.
        """
        self._fire()
        with suppress(TimeLimitReached):
            while True:
                pass

    def _watch(self) -> None:
        wait = self._seconds
        while not self._finished.wait(wait):
            if not self._fired and (wait := self._left()):
                continue
            # As with the alarm: `__exit__` is only called for a block that has begun.
            running = sys._current_frames().get(self._owner)
            if not _is_within(running, _Watchdog.__enter__.__code__):
                self._fire()
            wait = IMPATIENT_SECONDS

    def _fire(self) -> None:
        self._fired = True
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(self._owner), ctypes.py_object(TimeLimitReached)
        )
