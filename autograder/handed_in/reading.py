"""Read notebooks and archives in a process of their own, behind walls where there are any."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox.bubblewrap import make_run_folder, walls
from autograder.sandbox.notebook_reader import MAX_BYTES, SECONDS, read_frame, write_frame

Cells = list[dict[str, str]]
"""A notebook's cells: `cell_type`, `source`, `id` and `grade_id` of each."""

MAX_ANSWER = 256_000_000
"""Bytes; a notebook at all its limits has 24 MB."""

PATIENCE = 30
"""How many times as long as it may compute the reader is waited for by the clock."""

OUT_OF_TIME = (-signal.SIGPROF, 128 + signal.SIGPROF)
"""How the reader ends, alone and in bubblewrap, when its processor time is used up."""

PROGRAM = [sys.executable, "-m", "autograder.sandbox.notebook_reader"]


class Unreadable(Exception):
    """Something handed in that cannot be graded; the message says why, after "it"."""


@dataclass(frozen=True)
class Member:
    """One file of an archive: its path, and for a notebook its cells, or why it cannot be read, after "it"."""

    name: str
    cells: Cells | None = None
    unreadable: str = ""


class Reader:
    """Reads files as strangers hand them in. A context manager; its process starts with the first file.

    Args:
        walled: whether it stands behind bubblewrap's walls; limits of time and memory hold either way.
    """

    def __init__(self, walled: bool) -> None:
        self._walled = walled
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *exception: object) -> None:
        self._end()

    def notebook(self, content: bytes) -> Cells:
        """The cells of a notebook.

        Raises:
            Unreadable: it is none, or takes too much time or memory.
            OSError: the reading process failed, which is no fault of the file.
        """
        return _cells(self._ask(b"notebook", content)["cells"])

    def archive(self, content: bytes) -> list[Member]:
        """The files of a zip archive.

        Raises:
            Unreadable: it is none, or takes too much time or memory.
            OSError: the reading process failed, which is no fault of the file.
        """
        return [_member(found) for found in self._ask(b"archive", content)["members"]]

    def _ask(self, what: bytes, content: bytes) -> dict[str, Any]:
        process = self._process or self._start()
        assert process.stdin and process.stdout
        patience = threading.Timer(SECONDS * PATIENCE, process.kill)
        patience.start()
        try:
            write_frame(process.stdin, what)
            write_frame(process.stdin, content)
            answer = json.loads(read_frame(process.stdout, MAX_ANSWER))
        except (EOFError, BrokenPipeError):
            status = self._end()
            if status in OUT_OF_TIME:
                raise Unreadable(f"takes more than {SECONDS} seconds of computing to be read") from None
            raise OSError(errno.EIO, f"the process that reads notebooks ended with {status}") from None
        finally:
            patience.cancel()
        if "unreadable" in answer:
            raise Unreadable(str(answer["unreadable"]))
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        command = PROGRAM
        if self._walled:
            self._folder = tempfile.TemporaryDirectory(prefix="workbook-reader-")
            command = [*walls(make_run_folder(Path(self._folder.name))), *PROGRAM]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _end(self) -> int:
        """Stop the process if it has not ended; returns its exit status."""
        status = 0
        if self._process is not None:
            with suppress(BrokenPipeError):
                self._process.communicate()  # closes its stdin, which ends it
            status = self._process.returncode
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        return status


def content_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of one file, read without following links and without waiting for anybody.

    Raises:
        Unreadable: a link, a folder, a device, or too large.
        OSError: the system does not let it be read, which is no fault of the file.
    """
    try:
        # A pipe would block at opening, a link could name any file of the grader's.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable("is a link, and links are not followed") from error
        if error.errno == errno.ENXIO:
            raise Unreadable("is no ordinary file") from error
        raise
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise Unreadable("is no ordinary file")
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size > most:
            raise Unreadable(f"is {found.st_size / 1e6:.0f} MB large (at most {most / 1e6:.0f} MB are read)")
        return file.read(most)


def _cells(found: Any) -> Cells:
    names = ("cell_type", "source", "id", "grade_id")
    return [{name: str(cell[name]) for name in names} for cell in found]


def _member(found: dict[str, Any]) -> Member:
    cells = _cells(found["cells"]) if "cells" in found else None
    return Member(str(found["name"]), cells, str(found.get("unreadable", "")))
