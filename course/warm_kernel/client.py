"""Ask a fork server for kernels; start it when there is none."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from course.errors import WorkbookError
from course.warm_kernel.protocol import Received, send

LONGEST_PATH = 100
"""Bytes of a unix socket's path that every system takes."""

ANSWER_SECONDS = 30.0
LOOK_SECONDS = 0.02
LAST_WORDS = 2_000
"""Characters of the server's log that an error quotes."""


class NoServer(WorkbookError):
    """The fork server cannot be started or does not answer; the message ends with its log."""


class WarmProcess:
    """A forked kernel, with the methods of `subprocess.Popen` that Jupyter uses.

    Args:
        connection: to the server; closing it ends the kernel.
        pid: the kernel's, as the server counts.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._connection = connection
        self._received = Received()

    def poll(self) -> int | None:
        """The return code (negative: ended by that signal), None while it runs."""
        while self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            try:
                is_open = self._received.read(self._connection)
                message = self._received.next_message()
            except (OSError, ValueError):
                is_open, message = False, None
            if message is not None and "exited" in message:
                self.returncode = int(message["exited"])
            elif not is_open:
                self.returncode = -signal.SIGKILL  # the server is gone, and its kernels with it
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The return code; raises subprocess.TimeoutExpired after `timeout` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            select.select([self._connection], [], [], left)
        self.close()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel and the processes it has started in its group."""
        with suppress(OSError):
            send(self._connection, {"signal": int(number)})

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """Let go of the kernel, which ends it."""
        self._connection.close()
        if self.returncode is None:
            self.returncode = -signal.SIGKILL


class ForkServer:
    """A fork server at a socket.

    Args:
        socket_path: where it listens; its lock and log lie beside it.
        command: starts it when nobody listens.
        start_seconds: how long it may take until it listens.
    """

    def __init__(self, socket_path: Path, command: Sequence[str], start_seconds: float = 120.0) -> None:
        self._path, self._command, self._start_seconds = socket_path, list(command), start_seconds

    def prepare(self) -> None:
        """Start it when nobody listens, without waiting for it."""
        if self._connected() is None:
            self._start(wait=False)

    def fork(
        self,
        argv: Sequence[str],
        cwd: str,
        env: Mapping[str, str],
        stdout: int,
        stderr: int,
        hook: Mapping[str, Any] | None = None,
    ) -> WarmProcess:
        """A new kernel.

        Args:
            argv: ipykernel's arguments, for example ["-f", "/path/kernel.json"].
            cwd: its folder, as the server sees it.
            env: all of its environment.
            stdout: descriptor for what it writes there; stays open here.
            stderr: likewise.
            hook: for the server's hook.

        Raises:
            NoServer: nobody answers.
        """
        request = {"argv": list(argv), "cwd": cwd, "env": dict(env), "hook": dict(hook or {})}
        for attempt in (1, 2):
            connection = self._connected() or self._start(wait=True)
            try:
                send(connection, {"start": request}, [stdout, stderr])
                answer = _next_message(connection)
            except OSError:
                connection.close()
                if attempt == 1:
                    continue  # it ended just now, because it had been idle
                raise NoServer(f"The fork server at {self._path} does not answer.{self._log()}") from None
            if "started" not in answer:
                connection.close()
                raise NoServer(f"The fork server refused: {answer.get('refused')}.{self._log()}")
            return WarmProcess(connection, int(answer["started"]))
        raise AssertionError("the second attempt returns or raises")

    def _connected(self) -> socket.socket | None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            return None
        return connection

    def _start(self, *, wait: bool) -> socket.socket:
        """Start the server unless somebody else has meanwhile; the lock lets only one do so."""
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            connection = self._connected()
            if connection is None:
                with suppress(FileNotFoundError):
                    self._path.unlink()
                with self._log_path.open("wb") as log:
                    process = subprocess.Popen(
                        self._command,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                        cwd="/",
                        start_new_session=True,
                    )
                connection = self._wait_for(process) if wait else None
        return connection  # type: ignore[return-value]

    def _wait_for(self, process: subprocess.Popen[bytes]) -> socket.socket:
        deadline = time.monotonic() + self._start_seconds
        while (connection := self._connected()) is None:
            if process.poll() is not None:
                raise NoServer(f"The fork server ended with {process.returncode} at once.{self._log()}")
            if time.monotonic() > deadline:
                process.kill()
                raise NoServer(
                    f"The fork server did not start in {self._start_seconds:g} seconds.{self._log()}"
                )
            time.sleep(LOOK_SECONDS)
        return connection

    @property
    def _log_path(self) -> Path:
        return self._path.with_suffix(".log")

    def _log(self) -> str:
        try:
            text = self._log_path.read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""
        return f" Its log ends with:\n{text[-LAST_WORDS:]}" if text else ""


def _next_message(connection: socket.socket) -> dict[str, Any]:
    """The server's answer; raises OSError when it does not come."""
    received = Received()
    connection.settimeout(ANSWER_SECONDS)
    while (message := received.next_message()) is None:
        if not received.read(connection):
            raise ConnectionError("closed")
    connection.settimeout(None)
    return message


def descriptor(wanted: Any, inherited: int) -> int:
    """A descriptor for an option of subprocess: DEVNULL, a file, a number, or None for `inherited`; to be closed."""
    if wanted is None:
        return os.dup(inherited)
    if wanted == subprocess.DEVNULL:
        return os.open(os.devnull, os.O_WRONLY)
    return os.dup(wanted if isinstance(wanted, int) else wanted.fileno())
