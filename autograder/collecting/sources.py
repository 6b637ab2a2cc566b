"""The files of a download, a zip or a folder, read within limits: they come from strangers."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from autograder.handed_in.reading import Unreadable, content_of
from autograder.sandbox.notebook_reader import member_name
from course.errors import WorkbookError

MAX_ENTRIES = 20_000
"""A download with more files is refused."""

MAX_MEMBER_BYTES = 100_000_000
"""A larger file is left out; what counts is what comes out, never what a header says."""

MAX_TOTAL_BYTES = 4_000_000_000
"""What is read of one download."""

CHUNK_BYTES = 1_000_000

READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Python unpacks the other kinds in pieces of any size, so that no limit holds."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What reading a damaged zip may raise; a name that is not UTF-8 is a ValueError."""


class Refused(Exception):
    """A file that is not read; the message says why."""


@dataclass(frozen=True)
class Entry:
    """One file of a download.

    Args:
        parts: its path: the folders, its name.
        read: its bytes; only while the entries are gone through. Raises Refused.
        problem: why it is not read, "" normally.
    """

    parts: tuple[str, ...]
    read: Callable[[], bytes]
    problem: str = ""

    @property
    def where(self) -> str:
        """The path as an instructor reads it."""
        return "/".join(self.parts)


class Budget:
    """Bytes that may still be read of the download."""

    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, count: int) -> None:
        """Take some off.

        Raises:
            Refused: there are not so many left.
        """
        self._left -= count
        if self._left < 0:
            raise Refused("more than is read of one download altogether")


def entries(source: Path) -> Iterator[Entry]:
    """Every file of a zip or a folder, by path, always in the same order. A learner's own zip is one file.

    Raises:
        WorkbookError: there is no such file or folder, it is no zip or a broken one, or it holds too many files.
    """
    budget = Budget(MAX_TOTAL_BYTES)
    if source.is_dir():
        found = _in_folder(source, budget)
    elif source.is_file():
        found = _in_download(source, budget)
    else:
        raise WorkbookError(
            f"There is no file or folder {source}. Give the zip that the platform let you download."
        )
    for number, entry in enumerate(found):
        if number >= MAX_ENTRIES:
            raise WorkbookError(
                f"{source} holds more than {MAX_ENTRIES:,} files. Download the submissions of one assignment at a time."
            )
        yield entry


def listed(source: Path) -> list[Entry]:
    """The same entries to look at, not to read."""
    return [_problem(entry.parts, entry.problem) for entry in entries(source)]


def _in_folder(folder: Path, budget: Budget) -> Iterator[Entry]:
    waiting: list[tuple[Path, tuple[str, ...]]] = [(folder, ())]
    while waiting:
        path, above = waiting.pop()
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield _problem(above or (path.name,), f"cannot be read ({error.strerror})")
            continue
        for child in inside:
            parts = (*above, unicodedata.normalize("NFC", child.name))
            why = _why_unprintable(child.name)
            if why:
                yield _problem((*above, repr(child.name)), why)
            elif child.is_symlink():
                yield _problem(parts, "it is a link, and links are not followed")
            elif child.is_dir():
                waiting.append((child, parts))
            else:
                yield Entry(parts, lambda child=child: _read_file(child, budget))  # type: ignore[misc]


def _read_file(path: Path, budget: Budget) -> bytes:
    try:
        content = content_of(path, MAX_MEMBER_BYTES)
    except Unreadable as error:
        raise Refused(f"it {error}") from error
    except OSError as error:
        raise Refused(f"cannot be opened ({error.strerror})") from error
    budget.spend(len(content))
    return content


def _in_download(path: Path, budget: Budget) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise WorkbookError(
            f"{path} is no zip, or a broken one ({error}). Download it again; the browser may have stopped halfway."
        ) from error
    with archive:
        yield from _members(archive, budget)


def _members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Entry]:
    for info in archive.infolist():
        name = unicodedata.normalize("NFC", member_name(info))
        if name.endswith("/"):
            continue
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        problem = _why_unsafe(info, name) or _why_unprintable(name)
        if problem or not parts:
            yield _problem((name,), problem or "a file without a name")
        else:
            yield Entry(parts, lambda info=info: _read_member(archive, info, budget))  # type: ignore[misc]


def _why_unsafe(info: zipfile.ZipInfo, name: str) -> str:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "its name leads out of the zip"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, and links are not followed"
    if info.flag_bits & 1:
        return "it is encrypted"
    return "" if info.compress_type in READABLE else "it is compressed in a way that is not read"


def _why_unprintable(name: str) -> str:
    """Line ends would forge a line in our record; what is no Unicode cannot be written to one."""
    odd = any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)
    return "its name holds characters that cannot be printed" if odd else ""


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    try:
        with archive.open(info) as file:
            return _bounded(file, budget)
    except BROKEN as error:
        raise Refused(f"damaged in the zip ({error})") from error


def _bounded(file: IO[bytes], budget: Budget) -> bytes:
    pieces, size = [], 0
    while piece := file.read(CHUNK_BYTES):
        size += len(piece)
        budget.spend(len(piece))
        if size > MAX_MEMBER_BYTES:
            raise Refused(f"larger than {MAX_MEMBER_BYTES / 1e6:.0f} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _problem(parts: tuple[str, ...], why: str) -> Entry:
    def refuse() -> bytes:
        raise Refused(why)

    return Entry(parts, refuse, why)
