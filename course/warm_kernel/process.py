"""A forked kernel as its client sees it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import time
from contextlib import suppress

from course.warm_kernel.identity import start_time
from course.warm_kernel.protocol import Received, send

LOOK_SECONDS = 0.05


class WarmProcess:
    """A forked kernel, with the methods of `subprocess.Popen` that Jupyter uses.

    When its server is killed, a kernel with a hook dies too, and the others live on: this object then
    watches and signals them by itself.

    Args:
        connection: to the server; closing it ends the kernel.
        pid: the kernel's, as the server counts.
        survives: whether the kernel outlives its server; `pid` is then valid on this side, too.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int, *, survives: bool) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection
        self._received = Received()
        self._server_lives = True
        self._started = start_time(pid) if survives else None

    def poll(self) -> int | None:
        """The return code (negative: ended by that signal; -9 when nobody knows it), None while it runs."""
        while self.returncode is None and self._server_lives and _readable(self._connection, 0):
            self._take_message()
        if self.returncode is None and not self._server_lives and not self._runs_alone():
            self.returncode = -signal.SIGKILL
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The return code; raises subprocess.TimeoutExpired after `timeout` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            if self._server_lives:
                _readable(self._connection, left)
            else:
                time.sleep(LOOK_SECONDS)
        self.close()
        assert self.returncode is not None
        return self.returncode

    def signal(self, number: int) -> None:
        """Signal the kernel and the processes it has started in its group."""
        if self.poll() is not None:
            return
        if self._server_lives:
            with suppress(OSError):
                send(self._connection, {"signal": int(number)})
        else:
            self._signal_alone(number)

    send_signal = signal

    def kill(self) -> None:
        """End it at once."""
        self.signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.signal(signal.SIGTERM)

    def close(self) -> None:
        """Let go of the kernel, which ends it."""
        if self.poll() is None:
            if not self._server_lives:
                self._signal_alone(signal.SIGKILL)
            self.returncode = -signal.SIGKILL
        self._connection.close()

    def _take_message(self) -> None:
        try:
            self._server_lives = self._received.read(self._connection)
            message = self._received.next_message()
        except (OSError, ValueError):
            self._server_lives, message = False, None
        if message is not None and "exited" in message:
            self.returncode = int(message["exited"])

    def _runs_alone(self) -> bool:
        return self._started is not None and start_time(self.pid) == self._started

    def _signal_alone(self, number: int) -> None:
        if self._runs_alone():
            with suppress(OSError):
                os.killpg(self.pid, number)


def _readable(connection: socket.socket, seconds: float | None) -> bool:
    poller = select.poll()  # select.select knows no descriptors above 1023
    poller.register(connection, select.POLLIN)
    return bool(poller.poll(None if seconds is None else seconds * 1000))
