"""What the course knows about a data set: its files, their hashes, where they may lie, under which licence."""

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from course.errors import WorkbookError

Kind = Literal["package", "embedded", "download"]
State = Literal["ok", "missing", "damaged"]

EMBEDDED_FOLDER = Path(__file__).parent


class DataError(WorkbookError):
    """A data set cannot be read or fetched; the message says what, where, and what to do about it."""


class UnknownDataSetError(DataError, LookupError):
    """There is no data set of that name; the message gives the nearest names."""


@dataclass(frozen=True)
class DataFile:
    """One file of a data set.

    Attributes:
        name: the file's name, without a folder.
        size_bytes: its size as published.
        sha256: hash of the file as published; a download must have exactly this one.
        content_sha256: for a `.gz` file, hash of what it holds. A copy that somebody packed again
            (as Debian does) has another `sha256` and the same content, and is as good.
    """

    name: str
    size_bytes: int
    sha256: str
    content_sha256: str | None = None

    def content(self, path: Path) -> bytes | None:
        """Read one copy of the file and check its hash.

        Returns:
            The file's bytes, unpacked if it is a `.gz` file; None if the copy is damaged or unreadable.
        """
        try:
            content = path.read_bytes()
            if self.content_sha256 is not None:
                content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            return None
        return (
            content if hashlib.sha256(content).hexdigest() == (self.content_sha256 or self.sha256) else None
        )


@dataclass(frozen=True)
class DataSet:
    """A data set the course uses.

    Attributes:
        name: how the `workbook data` command calls it, such as "fashion-mnist".
        title: what it holds, in a few words.
        licence: SPDX identifier or a short statement.
        source: who made it.
        kind: "package" (inside a Python package the course needs anyway), "embedded" (in the course's
            own files) or "download" (optional; `workbook data fetch` gets it).
        comes_with: the package that holds it, "the course", or what it can be had from besides a download.
        files: its files, hashes pinned.
        folders: gives the folders in which the files may lie, best first; downloads go into the first.
        load: gives the arrays, as the public function of `course.data` does with its default arguments.
        url: for a download, the address of the folder that holds the files.
    """

    name: str
    title: str
    licence: str
    source: str
    kind: Kind
    comes_with: str
    files: tuple[DataFile, ...]
    folders: Callable[[], tuple[Path, ...]]
    load: Callable[[], Any]
    url: str | None = None

    @property
    def size_bytes(self) -> int:
        """Size of all files together, as published."""
        return sum(file.size_bytes for file in self.files)

    @property
    def remedy(self) -> str:
        """What a user does when a file is missing or damaged."""
        if self.kind == "download":
            return f"`workbook data fetch {self.name}` gets it ({self.size_bytes / 1e6:.0f} MB)."
        return f"It comes with {self.comes_with}: install {self.comes_with} again."

    def copies(self, file: DataFile) -> list[Path]:
        """List the copies of one file that are on this machine, best first, unchecked."""
        return [folder / file.name for folder in self.folders() if (folder / file.name).is_file()]

    def present(self) -> bool:
        """Tell whether every file is on this machine (a quick look; `check` reads them)."""
        return all(self.copies(file) for file in self.files)

    def location(self) -> Path | None:
        """Tell the folder the data set is read from, None if it is not present."""
        return self.copies(self.files[0])[0].parent if self.present() else None

    def check(self, file: DataFile) -> State:
        """Read one file and compare its hash: one good copy is enough to be "ok"."""
        copies = self.copies(file)
        if not copies:
            return "missing"
        return "ok" if any(file.content(path) is not None for path in copies) else "damaged"

    def read(self, file: DataFile) -> bytes:
        """Read one file of the data set.

        Returns:
            The bytes of the first copy whose hash is right, unpacked if it is a `.gz` file.

        Raises:
            DataError: there is no copy, or every copy is damaged.
        """
        copies = self.copies(file)
        for path in copies:
            content = file.content(path)
            if content is not None:
                return content
        if copies:
            raise DataError(
                f"{copies[0]} is damaged or unreadable: it is not the {file.name} of the data set "
                f"{self.name!r}. {self.remedy}"
            )
        raise DataError(
            f"The data set {self.name!r} is not on this machine ({file.name} is missing). {self.remedy}"
        )


def user_data_folder() -> Path:
    """Tell where downloads are kept: `$WORKBOOK_DATA`, or the user's own data folder. It may not exist yet.

    It begins with `~` where this system knows no home folder, as it may be in a container.
    """
    from platformdirs import user_data_path

    chosen = os.environ.get("WORKBOOK_DATA")
    with suppress(RuntimeError):
        if chosen:
            return Path(chosen).expanduser()
        return user_data_path("image-recognition-workbook", appauthor=False) / "data"
    return Path(chosen or "~")


def package_folder(package: str, *below: str) -> tuple[Path, ...]:
    """Find a folder inside an installed Python package without importing it, which may take a second.

    Returns:
        The folder alone, or nothing if the package is not installed.
    """
    spec = find_spec(package)
    locations = spec.submodule_search_locations if spec else None
    return tuple(Path(location, *below) for location in locations or ())
