"""Ask a fork server for kernels; start it when there is none."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from course.errors import WorkbookError
from course.warm_kernel.identity import start_time
from course.warm_kernel.process import WarmProcess
from course.warm_kernel.protocol import Received, send

LONGEST_PATH = 100
"""Bytes of a unix socket's path that every system takes."""

ANSWER_SECONDS = 30.0
LOOK_SECONDS = 0.02
LAST_WORDS = 2_000
"""Characters of the server's log that an error quotes."""

_started: list[subprocess.Popen[bytes]] = []
"""Servers run on when nobody here needs them; kept, because Python warns of a running process it forgets."""


class NoServer(WorkbookError):
    """The fork server cannot be started or does not answer; the message ends with its log."""


class ForkServer:
    """A fork server at a socket.

    Args:
        socket_path: where it listens; its lock and log lie beside it.
        command: starts it when nobody listens.
        start_seconds: how long it may take until it listens.
    """

    def __init__(self, socket_path: Path, command: Sequence[str], start_seconds: float = 120.0) -> None:
        self._path, self._command, self._start_seconds = socket_path, list(command), start_seconds

    def is_up(self) -> bool:
        """Whether it listens already, so that a kernel would come at once."""
        connection = self._connected()
        if connection is not None:
            connection.close()
        return connection is not None

    def keep_up(self) -> threading.Thread:
        """Start it in the background, and do not let it go idle as long as this process lives.

        Returns:
            The thread that does so; it ends at once, and silently, where the server cannot be started:
            the next `fork` says why.
        """
        thread = threading.Thread(target=self._keep_up, name="keep the fork server", daemon=True)
        thread.start()
        return thread

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
        request: dict[str, Any] = {"argv": list(argv), "cwd": cwd, "env": dict(env), "hook": dict(hook or {})}
        request["client"] = [os.getpid(), start_time(os.getpid())]
        request["umask"] = _umask()
        for attempt in (1, 2):
            connection = self._connected() or self._start()
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
            return WarmProcess(connection, int(answer["started"]), survives=bool(answer.get("survives")))
        raise AssertionError("the second attempt returns or raises")

    def _keep_up(self) -> None:
        with suppress(NoServer, OSError), self._connected() or self._start() as connection:
            connection.recv(1)  # returns when the server is gone

    def _connected(self) -> socket.socket | None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            return None
        return connection

    def _start(self) -> socket.socket:
        """Start the server unless somebody else has meanwhile; the lock lets only one do so."""
        import fcntl  # Windows has none, and imports this file for the sake of `NoServer`

        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if connection := self._connected():
                return connection
            with self._log_path.open("wb") as log:
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    start_new_session=True,
                )
            _started[:] = [server for server in _started if server.poll() is None] + [process]
            return self._wait_for(process)

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


def _umask() -> int:
    """This process's; the system call that asks for it would also change it, for all threads."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("Umask:")[2].split()[0], 8)
