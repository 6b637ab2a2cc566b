"""What stands outside the walls and must never be reached: a secret, sockets, and a name nothing may bear."""

from __future__ import annotations

import os
import socket
import sys
import sysconfig
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import course

MARKER = "workbook-escape"
"""Hostile code writes files and starts processes of this name; outside the sandbox none may appear."""

SECRET_VARIABLE = "WORKBOOK_ESCAPE_SECRET"
"""An environment variable of the grader's, which stands for its passwords."""


class Traps:
    """Set before grading, read afterwards. A context manager."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Traps:
        os.environ[SECRET_VARIABLE] = "swordfish"
        self._stack.callback(os.environ.pop, SECRET_VARIABLE, None)
        self._listeners = {
            "a TCP connection to this machine": self._listening(socket.AF_INET, ("127.0.0.1", 0)),
            "an abstract unix socket": self._listening(socket.AF_UNIX, f"\0{MARKER}"),
        }
        self._stack.callback(_remove_marked_files)
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    @property
    def port(self) -> int:
        """Where the TCP trap listens on 127.0.0.1."""
        number: int = self._listeners["a TCP connection to this machine"].getsockname()[1]
        return number

    def sprung(self) -> list[str]:
        """What got out, a line each; empty when nothing did."""
        return [
            *(f"{what} was made" for what, listener in self._listeners.items() if _was_called(listener)),
            *(f"the file {path} was written" for path in _marked_files()),
            *(f"process {number} lives on" for number in _marked_processes()),
        ]

    def _listening(self, family: int, address: object) -> socket.socket:
        listener = self._stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
        listener.bind(address)
        listener.listen()
        listener.setblocking(False)
        return listener


def _was_called(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _marked_files() -> list[Path]:
    package = Path(course.__file__).parent
    paths = sysconfig.get_paths()
    folders = {Path(name) for name in ("/", "/etc", "/run", "/tmp", "/var/tmp", "/dev/shm", "/usr/local/bin")}
    folders |= {Path.home(), Path.cwd(), Path(sys.prefix), Path(paths["purelib"]), Path(paths["stdlib"])}
    folders |= {Path(tempfile.gettempdir()), package, package.parent, package / "checking"}
    return sorted(path for folder in folders for path in folder.glob(f"{MARKER}*"))


def _remove_marked_files() -> None:
    for path in _marked_files():
        path.unlink()


def _marked_processes() -> list[int]:
    marked = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # ended meanwhile
            if MARKER.encode() in (folder / "cmdline").read_bytes():
                marked.append(int(folder.name))
    return marked
