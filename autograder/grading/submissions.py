"""Find submissions in nbgrader's layout: STUDENT/MODULE/NOTEBOOK.ipynb."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course.errors import WorkbookError

MAX_BYTES = 20_000_000
"""A larger notebook is not read: a lesson's own is below 100 kB, with all its figures below 3 MB."""

STUDENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,99}$")
"""What nbgrader and file systems take as a student's id."""


class Unreadable(Exception):
    """A file that is no notebook; the message says why."""


class NothingToGrade(WorkbookError):
    """The folder holds no submission; the message shows the layout."""


@dataclass(frozen=True)
class Submission:
    """One student's notebooks of one module.

    Args:
        student: folder name, the student's id.
        module: for example "01_basics".
        folder: where it lies.
        notebooks: notebook name -> file as handed in; missing ones are absent.
        remarks: what an instructor should know about the folder ("ignored: notes.ipynb").
    """

    student: str
    module: str
    folder: Path
    notebooks: dict[str, Path]
    remarks: tuple[str, ...] = field(default=())


def find_submissions(
    folder: Path, modules: Mapping[str, Sequence[str]]
) -> tuple[list[Submission], list[str]]:
    """All submissions in a folder, by student and module.

    Args:
        folder: holds one folder a student.
        modules: module name -> the names of its notebooks.

    Returns:
        The submissions, and remarks on what was ignored outside of them.

    Raises:
        NothingToGrade: when there is none.
    """
    if not folder.is_dir():
        raise NothingToGrade(f"{folder} is not a folder. Give the folder with one folder a student in it.")
    submissions: list[Submission] = []
    ignored: list[str] = []
    for student in _folders_in(folder):
        if not STUDENT_NAME.match(student.name):
            ignored.append(
                f"{student}: a student's folder may hold letters, digits and . _ @ - only; rename it"
            )
            continue
        for module in _folders_in(student):
            if module.name in modules:
                submissions.append(_submission(student.name, module, modules[module.name]))
            else:
                ignored.append(f"{module}: no module has this name; the modules are {', '.join(modules)}")
    if not submissions:
        raise NothingToGrade(
            f"No submission in the folder {folder}. Expected STUDENT/MODULE/NOTEBOOK.ipynb, for example "
            f"{_example(modules)}. " + ". ".join(ignored)
        )
    return submissions, ignored


def _folders_in(folder: Path) -> list[Path]:
    """Its folders, by name; links are not followed."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.name[0] not in "._" and path.is_dir() and not path.is_symlink()
    )


def _example(modules: Mapping[str, Sequence[str]]) -> str:
    module, notebooks = next(iter(modules.items()))
    return f"ada/{module}/{notebooks[0]}.ipynb"


def _submission(student: str, folder: Path, names: Sequence[str]) -> Submission:
    notebooks: dict[str, Path] = {}
    remarks = []
    for path in sorted(folder.iterdir()):
        if path.suffix != ".ipynb":
            continue
        if path.stem in names:
            notebooks[path.stem] = path
        else:
            remarks.append(f"ignored {path.name!r}: the module's notebooks are {', '.join(names)}")
    remarks += [f"{name}.ipynb was not handed in" for name in names if name not in notebooks]
    return Submission(student, folder.name, folder, notebooks, tuple(remarks))


def read_submitted(path: Path) -> bytes:
    """The bytes of one submitted file, read without following links and without waiting for anybody.

    Raises:
        Unreadable: a link, a folder, a device, too large, or not readable; the message says which.
    """
    try:
        # A pipe would block at opening, a link could name any file of the grader's.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        why = "it is a link" if error.errno == errno.ELOOP else error.strerror
        raise Unreadable(f"{path.name} cannot be opened ({why})") from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise Unreadable(f"{path.name} is no ordinary file")
    with os.fdopen(descriptor, "rb") as file:
        if found.st_size > MAX_BYTES:
            size = f"{found.st_size / 1e6:.0f} MB large (at most {MAX_BYTES / 1e6:.0f} MB are read)"
            raise Unreadable(f"{path.name} is {size}")
        return file.read(MAX_BYTES)
