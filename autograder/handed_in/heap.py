"""Everything that one student has handed in, in whatever order it lies: folders and archives are looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath

from autograder.graded_cells import exercise_id_of
from autograder.handed_in.reading import Cells, Member, Reader, Unreadable, content_of
from autograder.outline import exercises_checked
from autograder.sandbox.notebook_reader import is_notebook

MAX_FILES = 1_000
"""How many files of one student are looked at."""

MAX_DEPTH = 6
"""Folders below a student's."""

MAX_ARCHIVE_BYTES = 400_000_000

TIMESTAMP = "timestamp.txt"

TIMESTAMP_BYTES = 400

LITTER = {".DS_Store", ".ipynb_checkpoints", "Thumbs.db", "__MACOSX", "desktop.ini", ".workbook-collect"}
"""What systems, JupyterLab and `workbook collect` leave behind; nobody handed it in."""

OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")

LINK = "is a link, and links are not followed"


class Kind(StrEnum):
    """What a thing in the heap is."""

    NOTEBOOK = "notebook"
    TIMESTAMP = "timestamp"
    OWN = "own file"
    """Nothing that is graded, nor may hold it."""
    EMPTY = "empty"
    NOT_LOOKED_AT = "not looked at"
    """Somebody's work may be in it."""
    NOT_READ = "not read"
    """It should have been read, and could not, which is no fault of the file."""


@dataclass(frozen=True)
class Thing:
    """One file in the heap, or a folder that is not entered.

    Args:
        parts: its path below the student's folder or archive; another archive's name is a part like a folder's.
        kind: what it is.
        exercises: ids of those whose cells a notebook holds; None when it cannot be read.
        read: gives the notebook's cells; they are not kept, because a class may be large.
        timestamp: what the file holds.
        why: it is left out, or a notebook or a timestamp cannot be read: after "it".
        entry: the name of the student's folder or archive.
    """

    parts: tuple[str, ...]
    kind: Kind
    exercises: frozenset[str] | None = None
    read: Callable[[], Cells] | None = None
    timestamp: bytes = b""
    why: str = ""
    entry: str = ""


def things_in(path: Path, reader: Reader) -> list[Thing]:
    """Everything in a student's folder or archive, at most `MAX_FILES`; the last one then says that there is more."""
    found = list(
        islice(_of_folder(path, (), reader) if path.is_dir() else _at(path, (), reader), MAX_FILES + 1)
    )
    if len(found) > MAX_FILES:
        why = f"comes after {MAX_FILES:,} other files, and no more are looked at"
        found[-1] = Thing(found[-1].parts, Kind.NOT_LOOKED_AT, why=why)
    return [replace(thing, entry=path.name) for thing in found]


def entries(folder: Path) -> list[Path]:
    """What somebody put into a folder, by name; raises OSError when one may not look."""
    return sorted(path for path in folder.iterdir() if path.name not in LITTER)


def of_no_use(name: str, parts: tuple[str, ...]) -> Thing:
    """A file of another name than a notebook's."""
    if name.lower().endswith(OTHER_ARCHIVES):
        return Thing(parts, Kind.NOT_LOOKED_AT, why="is an archive, and of those only zip is read; unpack it")
    return Thing(
        parts,
        Kind.OWN,
        why="is no notebook: only the course's notebooks are graded, without files of one's own",
    )


def exercises_in(cells: Cells) -> frozenset[str]:
    """The ids of the exercises whose cells these are, by metadata or by what they check."""
    found = {exercise_id_of(cell["grade_id"]) for cell in cells if cell["grade_id"]}
    texts = (cell["source"] for cell in cells if cell["cell_type"] == "code")
    return frozenset(found.union(*map(exercises_checked, texts)))


def is_archive(path: PurePath) -> bool:
    """Whether the file's name is that of a zip archive."""
    return path.suffix.lower() == ".zip"


def _of_folder(folder: Path, parts: tuple[str, ...], reader: Reader) -> Iterator[Thing]:
    if len(parts) > MAX_DEPTH:
        yield Thing(parts, Kind.NOT_LOOKED_AT, why=f"lies more than {MAX_DEPTH} folders deep; move it up")
        return
    try:
        found = entries(folder)
    except OSError as error:
        yield Thing(parts, Kind.NOT_READ, why=f"cannot be read ({error.strerror})")
        return
    if not found:
        yield Thing(parts, Kind.EMPTY, why="is an empty folder")
    for path in found:
        yield from _at(path, (*parts, path.name), reader)


def _at(path: Path, parts: tuple[str, ...], reader: Reader) -> Iterator[Thing]:
    try:
        if path.is_dir() and not path.is_symlink():
            yield from _of_named_folder(path, parts, reader)
        elif is_notebook(path.name):
            read = partial(_cells_of_file, path, reader)
            yield Thing(parts, Kind.NOTEBOOK, exercises_in(read()), read)
        elif path.name == TIMESTAMP and len(parts) == 2:
            yield _timestamp(path, parts)
        elif path.is_symlink():
            yield Thing(parts, Kind.NOT_LOOKED_AT, why=LINK)
        elif is_archive(path):
            yield from _of_archive(path, parts, reader)
        else:
            yield of_no_use(path.name, parts)
    except Unreadable as error:
        kind = Kind.NOTEBOOK if is_notebook(path.name) else Kind.NOT_LOOKED_AT
        yield Thing(parts, kind, why=str(error))
    except OSError as error:
        yield Thing(parts, Kind.NOT_READ, why=f"cannot be read ({error.strerror})")


def _of_named_folder(folder: Path, parts: tuple[str, ...], reader: Reader) -> Iterator[Thing]:
    if folder.name.startswith((".", "_")):
        kind = Kind.OWN if folder.name.startswith(".") else Kind.NOT_LOOKED_AT
        yield Thing(parts, kind, why=f"has a name that begins with {folder.name[0]}; rename it")
    else:
        yield from _of_folder(folder, parts, reader)


def _timestamp(path: Path, parts: tuple[str, ...]) -> Thing:
    try:
        return Thing(parts, Kind.TIMESTAMP, timestamp=content_of(path)[:TIMESTAMP_BYTES])
    except Unreadable as error:
        return Thing(parts, Kind.TIMESTAMP, why=str(error))
    except OSError as error:
        return Thing(parts, Kind.TIMESTAMP, why=f"cannot be read ({error.strerror})")


def _cells_of_file(path: Path, reader: Reader) -> Cells:
    return reader.notebook(content_of(path))


def _cells_of_member(path: Path, name: str, reader: Reader) -> Cells:
    members = {member.name: member.cells for member in _members_of(path, reader)}
    cells = members.get(name)
    if cells is None:
        raise Unreadable("has changed while it was read")
    return cells


def _members_of(path: Path, reader: Reader) -> list[Member]:
    return _members_at(path, path.lstat().st_mtime_ns, reader)


@lru_cache(maxsize=1)  # a student's notebooks are asked for one after the other
def _members_at(path: Path, changed: int, reader: Reader) -> list[Member]:
    return reader.archive(content_of(path, MAX_ARCHIVE_BYTES))


def _of_archive(path: Path, parts: tuple[str, ...], reader: Reader) -> Iterator[Thing]:
    """The files of an archive. A timestamp in it is the learner's own, and says nothing."""
    members = _members_of(path, reader)
    for member in members:
        inside = PurePosixPath(member.name).parts
        place = (*parts, *inside)
        if LITTER.intersection(inside):
            continue
        if is_notebook(member.name):
            exercises = None if member.cells is None else exercises_in(member.cells)
            read = partial(_cells_of_member, path, member.name, reader)
            yield Thing(place, Kind.NOTEBOOK, exercises, read, why=member.unreadable)
        elif is_archive(PurePosixPath(member.name)):
            yield Thing(place, Kind.NOT_LOOKED_AT, why="is an archive in an archive; unpack it")
        else:
            yield of_no_use(member.name, place)
    if not members:
        yield Thing(parts, Kind.EMPTY, why="is an empty archive")
