"""Where commands write: only into folders of their own, and never half a file."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from course.checking.contract.values import ill_formed
from course.errors import WorkbookError

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
WITHOUT_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
"""Some network file systems have none."""


def claim(folder: Path, command: str) -> None:
    """Make a folder the command's own, or insist that it is already.

    A marker file says whose the folder is. A folder with other content is refused, so that
    `--out .` in an instructor's course folder never deletes what is there.

    Args:
        folder: made when it does not exist.
        command: for example "grade".

    Raises:
        WorkbookError: when the folder holds something that this command has not written.
    """
    marker = _marker(folder, command)
    if folder.exists() and not folder.is_dir():
        raise WorkbookError(f"{folder} is a file. Choose a folder for what `workbook {command}` writes.")
    if folder.is_dir() and any(folder.iterdir()) and not marker.exists():
        raise WorkbookError(
            f"{folder} holds files that `workbook {command}` has not written, and it would replace some. "
            "Choose an empty or a new folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    marker.touch()


@contextmanager
def held(folder: Path, command: str) -> Iterator[None]:
    """A folder that is the command's own (see `claim`), and this process's alone while it works there.

    Raises:
        WorkbookError: it is not, another process holds it, the disk is full, or the folder may not be written;
            its name is no text, which databases and pages need.
    """
    if ill_formed(str(folder)):
        raise WorkbookError(f"{str(folder)!r} is no text in Unicode. Choose a folder with another name.")
    try:
        claim(folder, command)
        with _marker(folder, command).open("r+", encoding="utf-8") as marker:
            _lock(marker, folder, command)
            yield
    except OSError as error:
        if error.errno in FULL:
            raise WorkbookError(
                f"The disk with {folder} is full. What was finished before is kept: make room, then start the same "
                f"`workbook {command}` again, and it goes on from there."
            ) from error
        if error.errno in CLOSED:
            raise WorkbookError(f"{error.filename or folder} cannot be used ({error.strerror}).") from error
        raise


def _lock(marker: TextIO, folder: Path, command: str) -> None:
    """Lock an open marker file until it is closed, and write into it who has."""
    try:
        fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise WorkbookError(
            f"`workbook {command}` is at work in {folder} already: {marker.read().strip()}. "
            "Wait until it has finished, or choose another folder."
        ) from None
    except OSError as error:
        if error.errno not in WITHOUT_LOCKS:
            raise
    marker.truncate()
    marker.write(
        f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now():%Y-%m-%d %H:%M:%S}\n"
    )
    marker.flush()


def _marker(folder: Path, command: str) -> Path:
    return folder / f".workbook-{command}"


def write_whole(file: Path, content: bytes) -> None:
    """Replace a file so that nobody ever sees half of it."""
    part = file.with_name(file.name + ".part")
    part.write_bytes(content)
    part.replace(file)
