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

MAX_CANDIDATES = 5
"""How many files are looked at for one notebook."""

STUDENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,99}$")
"""What nbgrader and file systems take as a student's id."""


LITTER = {".DS_Store", ".ipynb_checkpoints", "Thumbs.db", "__MACOSX", "desktop.ini"}
"""What systems and JupyterLab leave behind; nobody handed it in."""

KNOWN = {"timestamp.txt"}
"""What belongs into a module's folder beside its notebooks."""


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
        notebooks: notebook name -> the files that may be it, the likeliest first; missing ones are absent.
        remarks: what an instructor should know about the folder ("ignored: notes.ipynb").
    """

    student: str
    module: str
    folder: Path
    notebooks: dict[str, list[Path]]
    remarks: tuple[str, ...] = field(default=())


def find_submissions(
    folder: Path, modules: Mapping[str, Sequence[str]]
) -> tuple[list[Submission], list[str]]:
    """All submissions in a folder, by student and module; whatever else lies there is named.

    Args:
        folder: holds one folder a student.
        modules: module name -> the names of its notebooks.

    Returns:
        The submissions, and a line on everything that was left out.

    Raises:
        NothingToGrade: when there is none.
    """
    if not folder.is_dir():
        raise NothingToGrade(f"{folder} is not a folder. Give the folder with one folder a student in it.")
    submissions: list[Submission] = []
    ignored: list[str] = []
    for student in _folders_in(folder, ignored):
        if not STUDENT_NAME.match(student.name):
            ignored.append(
                f"{student}: the name of a student's folder may hold letters, digits and . _ @ - only; rename it"
            )
            continue
        for module in _folders_in(student, ignored):
            if module.name in modules:
                submissions.append(_submission(student.name, module, modules[module.name]))
            else:
                ignored.append(f"{module}: {_no_module(module, modules)}")
    if not submissions:
        raise NothingToGrade(
            f"No submission in the folder {folder}. Expected STUDENT/MODULE/NOTEBOOK.ipynb, for example "
            f"{_example(modules)}. " + ". ".join(ignored)
        )
    return submissions, ignored


def _folders_in(folder: Path, ignored: list[str]) -> list[Path]:
    """Its folders, by name; a line on everything else is added to `ignored`."""
    found = []
    for path in _entries(folder, ignored):
        why = _why_no_folder(path)
        if why:
            ignored.append(f"{path}: {why}")
        else:
            found.append(path)
    return found


def _entries(folder: Path, ignored: list[str]) -> list[Path]:
    """What somebody put there, by name; nothing, and a line, when one may not look."""
    try:
        return sorted(path for path in folder.iterdir() if path.name not in LITTER)
    except OSError as error:
        ignored.append(f"{folder}: cannot be read ({error.strerror})")
        return []


def _why_no_folder(path: Path) -> str:
    if path.is_symlink():
        return "it is a link, and links are not followed"
    if path.is_dir():
        return "names that begin with . or _ are left out; rename it" if path.name[0] in "._" else ""
    if path.suffix.lower() == ".zip":
        return "archives are not opened; unpack it"
    if path.suffix.lower() == ".ipynb":
        return "a notebook that lies in no module's folder; it belongs into STUDENT/MODULE/"
    return "only STUDENT/MODULE/NOTEBOOK.ipynb is looked at"


def _no_module(folder: Path, modules: Mapping[str, Sequence[str]]) -> str:
    inside = [name for name in modules if (folder / name).is_dir()]
    if inside:
        return f"{', '.join(inside)} lies one folder too deep; move it up into {folder.parent.name}"
    return f"no module has this name; the modules are {', '.join(modules)}"


def _example(modules: Mapping[str, Sequence[str]]) -> str:
    module, notebooks = next(iter(modules.items()))
    return f"ada/{module}/{notebooks[0]}.ipynb"


def _submission(student: str, folder: Path, names: Sequence[str]) -> Submission:
    notebooks: dict[str, list[Path]] = {}
    remarks: list[str] = []
    for path in _entries(folder, remarks):
        name = _notebook_named(path.name, names)
        if name:
            notebooks.setdefault(name, []).append(path)
        elif ".ipynb" in path.name.lower():
            remarks.append(f"ignored {path.name!r}: the module's notebooks are {', '.join(names)}")
        elif path.name not in KNOWN:
            remarks.append(
                f"ignored {path.name!r}: only the module's notebooks are graded, without files of one's own"
            )
    for name, candidates in notebooks.items():
        candidates.sort(key=lambda path: (path.name != f"{name}.ipynb", path.name))
        remarks += [
            f"{path.name!r} is more than is looked at for {name}" for path in candidates[MAX_CANDIDATES:]
        ]
        del candidates[MAX_CANDIDATES:]
    remarks += [f"{name}.ipynb was not handed in" for name in names if name not in notebooks]
    return Submission(student, folder.name, folder, notebooks, tuple(remarks))


def _notebook_named(file: str, names: Sequence[str]) -> str:
    """The notebook that a file's name stands for, "" when that is none or not clear.

    Browsers, file managers, learning platforms and learners change names: `1_pixels (1).ipynb`, `1_pixels-Copy1.ipynb`,
    `mona_1_pixels.ipynb`, `1_PIXELS.IPYNB`, `1_pixels.ipynb.txt`.
    """
    stem, dot, ending = file.lower().rpartition(".ipynb")
    if not dot or ending not in ("", ".txt", ".json"):
        return ""
    found = [
        name for name in names if re.search(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])", stem)
    ]
    return found[0] if len(found) == 1 else ""


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
