"""Find everything in a folder of submissions: STUDENT/MODULE/NOTEBOOK.ipynb, and what people hand in in its place.

Browsers, file managers, archives, learning platforms and learners change names and places. So a student's whole
folder is looked through, zip archives too, and a notebook is known by the exercises in it; only where it holds
none, by its name. Whatever does not come out as part of a submission is named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from autograder.handed_in.heap import LINK, Kind, Thing, entries, is_archive, of_no_use, things_in
from autograder.handed_in.reading import Cells, Reader
from autograder.outline import Outline
from autograder.sandbox.notebook_reader import is_notebook
from course.errors import WorkbookError

MAX_CANDIDATES = 5
"""How many files are looked at for one notebook."""

STUDENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,99}$")
"""What nbgrader and file systems take as a student's id."""

PLATFORM = re.compile(
    r"_assignsubmission_|^[^_/]+(?:_LATE)?_\d+_\d+_.*\.ipynb|^[^+/]+\+[^+/]+\+\d{4}-\d\d-\d\d", re.IGNORECASE
)
"""How Moodle, Canvas and nbgrader's exchange call what somebody has handed in."""

COLLECT = "`workbook collect` sorts such things by students"


class NothingToGrade(WorkbookError):
    """The folder holds no submission; the message shows the layout."""


@dataclass(frozen=True)
class LeftOut:
    """Something in the folder that is part of no submission.

    Args:
        path: below the folder of submissions.
        why: it was left out, and what to do: after its path.
        student: whose it is, "" when nobody can say.
        may_be_work: whether somebody's work may be lost with it, as with a notebook or an archive that is not read.
    """

    path: str
    why: str
    student: str = ""
    may_be_work: bool = True

    def __str__(self) -> str:
        return f"{self.path!r} {self.why}"


@dataclass(frozen=True)
class Submission:
    """One student's notebooks of one module.

    Args:
        student: folder name, the student's id.
        module: for example "01_basics".
        notebooks: notebook name -> file -> what gives its cells, of every file that may be it, the likeliest first.
        unreadable: notebook name -> file -> why it cannot be read, after "it".
        timestamp: what timestamp.txt holds, None where there is none.
        remarks: what an instructor should know ("ignored: notes.ipynb").
        failure: what kept us from reading all of it, "" normally; then it must not be graded.
    """

    student: str
    module: str
    notebooks: dict[str, dict[str, Callable[[], Cells]]] = field(default_factory=dict)
    unreadable: dict[str, dict[str, str]] = field(default_factory=dict)
    timestamp: bytes | None = None
    remarks: tuple[str, ...] = field(default=())
    failure: str = ""


def find_submissions(
    folder: Path, outline: Outline, reader: Reader
) -> tuple[list[Submission], list[LeftOut]]:
    """All submissions in a folder, by student and module, and whatever else lies there.

    Args:
        folder: holds one folder, or one zip archive, a student.
        outline: the course's modules, notebooks and exercises.
        reader: reads the files.

    Raises:
        NothingToGrade: when there is none, or the folder cannot be read.
    """
    if not folder.is_dir():
        raise NothingToGrade(f"{folder} is not a folder. Give the folder with one folder a student in it.")
    try:
        found = entries(folder)
    except OSError as error:
        raise NothingToGrade(f"{folder} cannot be read ({error.strerror}).") from error
    left_out: list[LeftOut] = []
    heaps: dict[str, list[Thing]] = {}
    for path in found:
        student = path.stem if is_archive(path) else path.name
        refused = _refused(path, student)
        things = [] if refused else things_in(path, reader)
        if _from_platform(things):
            refused = LeftOut(path.name, f"holds what a learning platform hands out; {COLLECT}")
        elif is_archive(path) and len(_students_in(things, outline)) > 1:
            refused = LeftOut(path.name, "holds the folders of several students; unpack it here")
        if refused:
            left_out.append(refused)
        else:
            heaps.setdefault(student, []).extend(things)
    submissions: list[Submission] = []
    for student, things in heaps.items():
        sorted_things = _Sorted(student, things, outline)
        submissions += sorted_things.submissions()
        left_out += sorted_things.left_out
    if not submissions:
        raise NothingToGrade(
            f"No submission in the folder {folder}. Expected STUDENT/MODULE/NOTEBOOK.ipynb, for example "
            f"{_example(outline)}. " + ". ".join(map(str, left_out))
        )
    return submissions, left_out


def _refused(path: Path, student: str) -> LeftOut | None:
    """Why an entry of the folder of submissions is no student's; None when it is."""
    name, is_file = path.name, not path.is_symlink() and path.is_file() and not is_archive(path)
    if name.startswith("."):
        return LeftOut(name, "has a name that begins with .", may_be_work=False)
    if PLATFORM.search(name):
        return LeftOut(name, f"has the name that a learning platform gives; {COLLECT}")
    if is_file and is_notebook(name):
        return LeftOut(name, f"is a notebook in no student's folder; put it into STUDENT/MODULE/ ({COLLECT})")
    if is_file:
        thing = of_no_use(name, (name,))
        folder_once = not path.suffix  # what some systems make of a link
        return LeftOut(
            name,
            thing.why,
            student if folder_once else "",
            may_be_work=folder_once or thing.kind is not Kind.OWN,
        )
    if path.is_symlink():
        return LeftOut(name, LINK, student)
    if name.startswith("_"):
        return LeftOut(name, "has a name that begins with _; rename it", student)
    if not STUDENT_NAME.match(student):
        why = "has a name that no student may have here: letters, digits and . _ @ - only; rename it"
        return LeftOut(name, why, student)
    return None


def _from_platform(things: Iterable[Thing]) -> bool:
    """Whether most notebooks have names that a learning platform gives: they may be of many students."""
    notebooks = [thing for thing in things if thing.kind is Kind.NOTEBOOK and thing.parts]
    named = sum(bool(PLATFORM.search(thing.parts[0])) for thing in notebooks)
    return named > len(notebooks) / 2


def _students_in(things: Iterable[Thing], outline: Outline) -> set[str]:
    """The folders that hold a module's folder."""
    return {thing.parts[0] for thing in things if len(thing.parts) > 2 and thing.parts[1] in outline} - set(
        outline
    )


def _example(outline: Outline) -> str:
    module, notebooks = next(iter(outline.items()))
    return f"ada/{module}/{next(iter(notebooks))}.ipynb"


class _Sorted:
    """One student's heap, each thing where it belongs."""

    def __init__(self, student: str, things: Iterable[Thing], outline: Outline) -> None:
        self._student, self._outline = student, outline
        self._candidates: dict[str, dict[str, list[Thing]]] = {}
        self._timestamps: dict[str, bytes] = {}
        self._remarks: dict[str, list[str]] = {}
        self._failures: dict[str, list[str]] = {}
        self.left_out: list[LeftOut] = []
        self._empty = True
        for thing in things:
            self._empty = self._empty and thing.kind is Kind.EMPTY
            self._sort(thing)

    def submissions(self) -> list[Submission]:
        """One for each module of which something was handed in, if only an empty folder."""
        modules = sorted({*self._candidates, *self._timestamps, *self._failures, *self._remarks})
        if modules:
            homeless = [left for left in self.left_out if not left.may_be_work]
            self.left_out = [left for left in self.left_out if left.may_be_work]
            self._remarks.setdefault(modules[0], []).extend(
                f"ignored {left.path!r}: it {left.why}" for left in homeless
            )
        elif not self._empty:  # whatever it is, it is all that this student has handed in
            self.left_out = [replace(left, may_be_work=True) for left in self.left_out]
        return [self._submission(module) for module in modules]

    def _sort(self, thing: Thing) -> None:
        module, name = self._place(thing)
        if thing.kind is Kind.NOTEBOOK and name:
            self._candidates.setdefault(module, {}).setdefault(name, []).append(thing)
        elif thing.kind is Kind.NOT_READ and module:
            self._failures.setdefault(module, []).append(f"{_label(thing, module)} {thing.why}")
        elif thing.kind is Kind.TIMESTAMP and module and thing.why:
            self._remarks.setdefault(module, []).append(
                f"timestamp.txt {thing.why}: it does not count as late"
            )
        elif thing.kind is Kind.TIMESTAMP and module:
            self._timestamps[module] = thing.timestamp
        else:
            self._leave_out(thing, module)

    def _leave_out(self, thing: Thing, module: str) -> None:
        why, harmless = thing.why, thing.kind in (Kind.OWN, Kind.EMPTY, Kind.TIMESTAMP)
        if thing.kind is Kind.NOTEBOOK and thing.exercises is not None:
            why = f"holds none of the course's exercises, and its name is none of {', '.join(self._names(module))}"
            harmless = True
        if thing.kind is Kind.TIMESTAMP:
            why = "lies in no module's folder, and says nothing"
        if thing.parts == (module,) and thing.kind is Kind.EMPTY:
            self._remarks.setdefault(module, [])  # nothing was handed in, and that is said
        elif harmless and module:
            self._remarks.setdefault(module, []).append(f"ignored {_label(thing, module)!r}: it {why}")
        else:
            path = "/".join((thing.entry, *thing.parts))
            self.left_out.append(LeftOut(path, why, self._student, may_be_work=not harmless))

    def _place(self, thing: Thing) -> tuple[str, str]:
        """The module and the notebook that a thing belongs to, by content, place and name; "" where nobody can say."""
        modules = {module.lower(): module for module in self._outline}
        above = [part.lower().removesuffix(".zip") for part in reversed(thing.parts)]
        module = next((modules[part] for part in above if part in modules), "")
        if thing.kind not in (Kind.NOTEBOOK, Kind.NOT_READ):
            return module, ""
        named = notebook_named(thing.parts[-1] if thing.parts else "", self._names(module))
        place = next((place for place in self._places(module) if place[1] == named), (module, ""))
        held = self._held(thing)
        return place if place in held or not held else (held[0] if len(held) == 1 else place)

    def _names(self, module: str) -> list[str]:
        return [name for _, name in self._places(module)]

    def _places(self, module: str) -> list[tuple[str, str]]:
        """Module and notebook of everything that may be handed in; of one module, or with "" of all."""
        modules = [module] if module else list(self._outline)
        return [(module, name) for module in modules for name in self._outline[module]]

    def _held(self, thing: Thing) -> list[tuple[str, str]]:
        """Module and notebook whose exercises the cells hold; several that hold equally many."""
        ids = thing.exercises or frozenset()
        counts = {(m, n): len(ids & self._outline[m][n]) for m, n in self._places("")}
        most = max(counts.values())
        return [place for place, count in counts.items() if count == most] if most else []

    def _submission(self, module: str) -> Submission:
        notebooks: dict[str, dict[str, Callable[[], Cells]]] = {}
        unreadable: dict[str, dict[str, str]] = {}
        remarks = self._remarks.get(module, [])
        for name, things in sorted(self._candidates.get(module, {}).items()):
            things.sort(
                key=lambda thing: (thing.parts != (module, f"{name}.ipynb"), len(thing.parts), thing.parts)
            )
            for thing in things[:MAX_CANDIDATES]:
                label = _label(thing, module)
                if thing.read and thing.exercises is not None:
                    notebooks.setdefault(name, {})[label] = thing.read
                else:
                    unreadable.setdefault(name, {})[label] = thing.why
            remarks += [
                f"{_label(thing, module)!r} is more than is looked at for {name}"
                for thing in things[MAX_CANDIDATES:]
            ]
        there = {*notebooks, *unreadable}
        remarks += [f"{name}.ipynb was not handed in" for name in self._outline[module] if name not in there]
        failure = "; ".join(self._failures.get(module, []))
        return Submission(
            self._student,
            module,
            notebooks,
            unreadable,
            self._timestamps.get(module),
            tuple(remarks),
            failure,
        )


def _label(thing: Thing, module: str) -> str:
    """A thing's path below its module's folder, where it lies in that."""
    in_its_place = thing.parts[:1] == (module,) and not is_archive(PurePath(thing.entry))
    return "/".join(thing.parts[1:] if in_its_place else (thing.entry, *thing.parts)) or module


def notebook_named(file: str, names: Iterable[str]) -> str:
    """The notebook that a file's name stands for, "" when that is none or not clear.

    Browsers, file managers, learning platforms and learners change names: `1_pixels (1).ipynb`, `1_pixels-Copy1.ipynb`,
    `mona_1_pixels.ipynb`, `1_PIXELS.IPYNB`, `1_pixels.ipynb.txt`.
    """
    if not is_notebook(file):
        return ""
    found = [
        name
        for name in names
        if re.search(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])", file.lower())
    ]
    return found[0] if len(found) == 1 else ""
