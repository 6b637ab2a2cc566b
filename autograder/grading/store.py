"""What has been graded before, so that a run goes on where another stopped and does nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from autograder.folders import write_whole
from autograder.grading.bundles import Graded, unpack

KEY_LENGTH = 64


class Store:
    """Finished gradings, a file a submission, each with the key of everything it depends on.

    Args:
        folder: in the results folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, student: str, module: str, key: str) -> Graded | None:
        """The grading done before under the same key; None when there is none, or its file is damaged."""
        try:
            content = self._file(student, module).read_bytes()
            return unpack(Graded, content[KEY_LENGTH:]) if content[:KEY_LENGTH] == key.encode() else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, student: str, module: str, key: str, graded: bytes) -> None:
        """Keep a packed `Graded`; afterwards it is there whole, whatever happens to this process."""
        file = self._file(student, module)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, key.encode() + graded)

    def _file(self, student: str, module: str) -> Path:
        return self._folder / student / f"{module}.graded"


def key_of(parts: Iterable[bytes]) -> str:
    """A digest of everything a grading depends on, in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
