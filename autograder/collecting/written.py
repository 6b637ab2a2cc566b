"""What collecting writes: only below its own folder, and never over what somebody changed there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from autograder.folders import claim, write_whole
from course.errors import WorkbookError

COMMAND = "collect"

RECORD_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
"""A file's digest and path, as `sha256sum` writes them. A line that a power cut left unfinished counts for nothing."""


class Changed(Exception):
    """The file there is no longer the one that was collected."""


class Collection:
    """A folder of collected files, with a record of everything that was ever written there.

    Args:
        folder: new, empty, or from an earlier collection.

    Raises:
        WorkbookError: it holds something else.
    """

    def __init__(self, folder: Path) -> None:
        claim(folder, COMMAND)
        self.folder = folder
        # The marker of `claim` is also where the record is: two hidden files would say the same.
        self._record_file = folder / f".workbook-{COMMAND}"
        self._digests: dict[str, list[str]] = {}
        for line in self._record_file.read_text("utf-8", errors="replace").split("\n"):
            if match := RECORD_LINE.fullmatch(line):
                self._digests.setdefault(match[2], []).append(match[1])

    def write(self, file: Path, content: bytes) -> bool:
        """Write a file below the folder, whose path is `file`; whether it was new or another one.

        Raises:
            Changed: somebody changed it, or put it there.
            WorkbookError: a folder on the way is a link.
        """
        target = self._target(file)
        digest = hashlib.sha256(content).hexdigest()
        there = _digest_of(target)
        known = self._digests.setdefault(file.as_posix(), [])
        if there not in ("", digest, *known):
            raise Changed
        if digest not in known:
            # First, so that a file is known as ours even when this process ends before it is written.
            known.append(digest)
            with self._record_file.open("a", encoding="utf-8") as record:
                record.write(f"{digest}  {file.as_posix()}\n")
        if there == digest:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
        return True

    def clear(self, student: str, module: str, keep: set[Path], stale: Callable[[str], bool]) -> list[Path]:
        """Take away what an earlier download brought and this one no longer has.

        Args:
            student: id.
            module: for example "01_basics".
            keep: files of this download, as paths below the folder.
            stale: whether a file name is replaced by what this download has.

        Returns:
            The files taken away; one that somebody changed stays.
        """
        gone = []
        for text in sorted(self._digests):
            file = Path(text)
            if file.parts[:2] != (student, module) or file in keep or not stale(file.name):
                continue
            if _digest_of(self._target(file)) in self._digests[text]:
                self._target(file).unlink()
                gone.append(file)
        return gone

    def _target(self, file: Path) -> Path:
        for folder in (self.folder / file.parts[0], self.folder / file.parent):
            if folder.is_symlink():
                raise WorkbookError(
                    f"{folder} is a link; nothing is written outside {self.folder}. Remove the link."
                )
        return self.folder / file


def _digest_of(path: Path) -> str:
    """A file's digest, "" where nothing is; a link or a folder is never something that was collected."""
    if path.is_symlink() or path.is_dir():
        return "no file"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
