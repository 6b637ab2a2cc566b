"""Sort a learning platform's download into STUDENT/MODULE/NOTEBOOK.ipynb, and name everything that does not fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePath

from autograder.collecting.layouts import HandIn, Layout, Who, read_moment, read_path, recognised
from autograder.collecting.names import folder_name
from autograder.collecting.roster import NotFound, Roster, read_roster
from autograder.collecting.sources import Entry, Refused, entries, listed
from autograder.collecting.written import Changed, Collection
from autograder.handed_in.finding import STUDENT_NAME, notebook_named
from autograder.handed_in.heap import LITTER, TIMESTAMP, is_archive
from autograder.sandbox.notebook_reader import is_notebook
from course.errors import WorkbookError

UNSORTED = "unsorted"
"""A folder beside the modules', for archives and notebooks whose names say nothing: grading looks into them."""

SECRET = "submission_secret.txt"
"""nbgrader writes it beside a hand-in to give feedback back; grading needs none."""

MAX_NAME_BYTES = 200
"""File systems take 255; the rest is for what writing appends."""

VERSION = re.compile(r"-(?:\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.ipynb)", re.IGNORECASE)
"""What Canvas appends to a file that was uploaded again, at the end of the name."""


@dataclass(frozen=True)
class Written:
    """One file that was taken.

    Args:
        where: its path in the download.
        file: its path in the folder of submissions: STUDENT/MODULE/FILE.
        new: whether it was not there before, or another one.
    """

    where: str
    file: Path
    new: bool

    @property
    def student(self) -> str:
        """The student's id."""
        return self.file.parts[0]


@dataclass(frozen=True)
class LeftOut:
    """One file that was not taken.

    Args:
        where: its path in the download.
        why: the reason.
        what_to_do: the next step, "" when there is nothing to do.
    """

    where: str
    why: str
    what_to_do: str = ""


@dataclass(frozen=True)
class Collected:
    """What became of a download: every file of it is in `written`, `left_out` or `litter`.

    Args:
        layout: whose names it has.
        written: files taken.
        left_out: files not taken, and why.
        missing: ids of the roster's students of whom nothing was taken; empty without a roster.
        removed: files of an earlier download that this one replaces under another name, as STUDENT/MODULE/FILE.
        litter: paths of what operating systems and nbgrader leave behind; nobody handed it in.
    """

    layout: Layout
    written: tuple[Written, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...] = field(default=())
    removed: tuple[Path, ...] = field(default=())
    litter: tuple[str, ...] = field(default=())

    @property
    def students(self) -> tuple[str, ...]:
        """Ids of the students of whom something was taken."""
        return tuple(sorted({each.student for each in self.written}))


class _Unfit(Exception):
    """A file that cannot be sorted in; the message says why and, after a line end, what to do."""


@dataclass(frozen=True)
class _Place:
    """Where one file of the download belongs."""

    entry: int
    where: str
    hand_in: HandIn
    student: str
    module: str
    name: str

    @property
    def file(self) -> Path:
        return Path(self.student, self.module, self.name)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The highest of several with one name counts: uploaded last, else the least deeply buried."""
        return self.hand_in.number, _version(self.hand_in), -len(self.hand_in.inside), self.where


def collect(
    source: Path, out: Path, *, layout: Layout, roster: Path | None, modules: Mapping[str, Sequence[str]]
) -> Collected:
    """Sort a download into a folder that `workbook grade` reads.

    Args:
        source: the platform's zip, or the folder it was unpacked into.
        out: for the submissions; new, empty, or from an earlier collection.
        layout: whose file names it has.
        roster: a CSV file with the class; without one, students are called by name and number.
        modules: module name -> the names of its notebooks, which no other module has.

    Returns:
        What was taken, and everything that was not.

    Raises:
        WorkbookError: the download or the roster cannot be read, its layout is unclear, or `out` is not ours.
    """
    _insist_on_apart(source, out)
    known = read_roster(roster) if roster else None
    found = listed(source)
    if not found:
        raise WorkbookError(f"{source} holds no file. Give the zip that the platform let you download.")
    sorting = _Sorting(source, modules, known, found, layout)
    collection = Collection(out)
    written, removed = _write(source, collection, sorting)
    taken = {each.student for each in written}
    return Collected(
        sorting.layout,
        tuple(written),
        tuple(sorted(sorting.left_out, key=lambda each: each.where)),
        tuple(student.id for student in known.students if student.id not in taken) if known else (),
        tuple(removed),
        tuple(sorting.litter),
    )


def lines_on(collected: Collected, out: Path) -> Iterator[str]:
    """What an instructor reads afterwards."""
    for left in collected.left_out:
        yield f"- left out: {left.where!r}: {left.why}" + (f"; {left.what_to_do}" if left.what_to_do else "")
    for file in collected.removed:
        yield f"- replaced by a later hand-in: {file}"
    if collected.missing:
        yield f"- nothing from {', '.join(collected.missing)}"
    new = sum(each.new for each in collected.written)
    yield (
        f"{len(collected.written)} files of {len(collected.students)} students ({collected.layout}), {new} of them new "
        f"or changed, are in {out}. Next: workbook grade {out} --out RESULTS"
    )


def _insist_on_apart(source: Path, out: Path) -> None:
    inner, outer = out.resolve(), source.resolve()
    if inner.is_relative_to(outer) or (outer.is_dir() and outer.is_relative_to(inner)):
        raise WorkbookError(
            f"{out} and {source} lie in each other. Choose another folder for the submissions."
        )


class _Sorting:
    """Decides by the paths alone where each file belongs; what it decides against is in `left_out`."""

    def __init__(
        self,
        source: Path,
        modules: Mapping[str, Sequence[str]],
        roster: Roster | None,
        found: Sequence[Entry],
        layout: Layout,
    ) -> None:
        self._source, self._modules, self._roster = source, modules, roster
        self._module_of = {name: module for module, names in modules.items() for name in names}
        self.left_out: list[LeftOut] = []
        self.litter = [entry.where for entry in found if _is_litter(entry.parts)]
        handed_in = [(at, entry) for at, entry in enumerate(found) if not _is_litter(entry.parts)]
        paths = [entry.parts for _, entry in handed_in]
        self.layout = recognised(paths) if layout is Layout.AUTO else layout
        hand_ins = {at: read_path(self.layout, entry.parts) for at, entry in handed_in}
        self._students = self._name_students([each for each in hand_ins.values() if each])
        places = []
        self._stamps: dict[tuple[str, ...], tuple[int, str]] = {}
        for at, entry in handed_in:
            hand_in = hand_ins[at]
            if hand_in and not entry.problem and self._is_stamp(hand_in):
                self._stamps[hand_in.folder] = (at, entry.where)
                continue
            try:
                places.append(self._place(at, entry, hand_in))
            except _Unfit as reason:
                self.leave_out(entry.where, str(reason))
        self.places = {place.entry: place for place in self._one_of_each(self._latest(places))}
        self._sort_stamps()

    def leave_out(self, where: str, reason: str) -> None:
        """Note a file that is not taken."""
        why, _, what_to_do = reason.partition("\n")
        self.left_out.append(LeftOut(where, why, what_to_do))

    def _is_stamp(self, hand_in: HandIn) -> bool:
        return self.layout is Layout.EXCHANGE and hand_in.inside == (TIMESTAMP,)

    def _name_students(self, hand_ins: Sequence[HandIn]) -> dict[tuple[tuple[str, ...], Who], str | NotFound]:
        """The id of everybody the download names, or why it is not known."""
        # Moodle numbers people anew in each assignment, so that each download is looked at alone.
        apart = self.layout is Layout.MOODLE
        people = dict.fromkeys((hand_in.above, hand_in.who) for hand_in in hand_ins)
        ids: dict[tuple[tuple[str, ...], Who], str | NotFound] = {}
        owners: dict[tuple[tuple[str, ...], str], set[str]] = defaultdict(set)
        for above, who in people:
            try:
                ids[above, who] = self._student_id(who)
            except NotFound as reason:
                ids[above, who] = reason
                continue
            owners[above if apart else (), str(ids[above, who]).casefold()].add(who.id or who.name)
        for (above, who), id in ids.items():
            owning = owners[above if apart else (), id.casefold()] if isinstance(id, str) else set()
            if len(owning) > 1:
                ids[above, who] = NotFound(
                    f"several people of the download would be {id}: {', '.join(sorted(owning))}\n"
                    "ask who is who, and put each file into OUT/STUDENT/MODULE yourself"
                )
        return ids

    def _student_id(self, who: Who) -> str:
        if self._roster:
            return self._roster.find(self.layout, who).id
        # The number stays whole when a name is too long.
        id = folder_name(folder_name(who.name)[:60] or ("" if who.anonymous else "student"), who.id)
        if self.layout is Layout.EXCHANGE:
            id = folder_name(who.id)
        if not STUDENT_NAME.match(id):
            raise NotFound(
                f"no folder can be named after {who.id or who.name!r}\ngive a roster with --roster"
            )
        return id

    def _place(self, at: int, entry: Entry, hand_in: HandIn | None) -> _Place:
        """Where a file belongs.

        Raises:
            _Unfit: nowhere.
        """
        if hand_in is None:
            raise _Unfit(
                f"its name is none that {self.layout} gives\n"
                "download all submissions again, or choose another --layout; do not rename its files"
            )
        if entry.problem:
            raise _Unfit(f"{entry.problem}\nask the student for the notebook itself")
        if hand_in.refusal:
            raise _Unfit(f"{hand_in.refusal}\nask the student to hand in the notebook's file")
        file = hand_in.inside[-1]
        if not is_notebook(file) and not is_archive(PurePath(file)):
            raise _Unfit("it is neither a notebook (.ipynb) nor a zip archive")
        student = self._students[hand_in.above, hand_in.who]
        if isinstance(student, NotFound):
            raise _Unfit(str(student))
        module = self._module(hand_in, entry.parts)
        return _Place(at, entry.where, hand_in, student, module, self._own_name(hand_in, file))

    def _module(self, hand_in: HandIn, parts: Sequence[str]) -> str:
        """The module of the notebook that the file is named after, else one that a folder or zip is named after."""
        if hand_in.module:
            if hand_in.module in self._modules:
                return hand_in.module
            raise _Unfit(f"the course has no module {hand_in.module!r}; it has {', '.join(self._modules)}")
        name = notebook_named(hand_in.inside[-1], tuple(self._module_of))
        if name:
            return self._module_of[name]
        for part in (*reversed(parts[:-1]), self._source.stem):
            named = [module for module in self._modules if _holds(part, module)]
            if len(named) == 1:
                return named[0]
        return UNSORTED

    def _own_name(self, hand_in: HandIn, file: str) -> str:
        """The name to write: the learner's, without what Canvas appended."""
        if len(file.encode()) > MAX_NAME_BYTES:
            raise _Unfit("its name is too long\nput it into OUT/STUDENT/MODULE under a shorter one")
        stem = re.split(r"\.ipynb", file, flags=re.IGNORECASE)[0]
        uploaded_again = self.layout is Layout.CANVAS and len(hand_in.inside) == 1
        # project-1 and project-2, which are no notebooks of the course, may well be two different files.
        if uploaded_again and stem not in self._module_of and notebook_named(file, tuple(self._module_of)):
            return VERSION.sub("", file)
        return file

    def _latest(self, places: Sequence[_Place]) -> list[_Place]:
        """Of the hand-ins of one module in nbgrader's exchange the latest; a hand-in counts whole."""
        if self.layout is not Layout.EXCHANGE:
            return list(places)
        latest: dict[tuple[str, str], HandIn] = {}
        for place in places:
            key = place.student, place.module
            latest[key] = max(latest.get(key, place.hand_in), place.hand_in, key=_age)
        kept = []
        for place in places:
            last = latest[place.student, place.module]
            if place.hand_in.folder == last.folder:
                kept.append(place)
            else:
                self.leave_out(
                    place.where, f"an earlier hand-in; {'/'.join(last.folder)} is later and counts"
                )
        return kept

    def _one_of_each(self, places: Sequence[_Place]) -> list[_Place]:
        """Of several files with the same path, also in capitals, the one that ranks highest."""
        rivals: dict[str, list[_Place]] = defaultdict(list)
        for place in places:
            rivals[str(place.file).casefold()].append(place)
        kept = []
        for several in rivals.values():
            best = max(several, key=lambda place: place.rank)
            kept.append(best)
            for place in several:
                if place is best:
                    continue
                if place.rank[:2] < best.rank[:2]:
                    self.leave_out(place.where, f"an earlier version; {best.where} is later and counts")
                else:
                    self.leave_out(
                        place.where,
                        f"has the same name as {best.where}, which was taken\n"
                        f"if this one counts, put it into OUT/{place.student}/{place.module} yourself",
                    )
        return kept

    def _sort_stamps(self) -> None:
        """A hand-in's time goes with its notebooks."""
        taken = {place.hand_in.folder for place in self.places.values()}
        for folder, (_, where) in list(self._stamps.items()):
            if folder not in taken:
                del self._stamps[folder]
                self.leave_out(where, "no notebook of this hand-in was taken")

        self.stamps = {number: folder for folder, (number, _) in self._stamps.items()}

    def replaces(self, student: str, module: str, file: str) -> bool:
        """Whether this download brings what a file of an earlier one stands for, perhaps under another name."""
        mine = [place for place in self.places.values() if (place.student, place.module) == (student, module)]
        if self.layout is Layout.EXCHANGE:
            return bool(mine)
        names = self._modules.get(module, ())
        name = notebook_named(file, names)
        return bool(name) and any(notebook_named(place.name, names) == name for place in mine)


def _write(source: Path, collection: Collection, sorting: _Sorting) -> tuple[list[Written], list[Path]]:
    """Go through the download once more, and write what was decided."""
    written: list[Written] = []
    hand_ins = {place.hand_in.folder: place for place in sorting.places.values()}
    stamps: dict[tuple[str, ...], tuple[str, bytes]] = {}
    done: set[tuple[str, ...]] = set()
    for at, entry in enumerate(entries(source)):
        place, stamp = sorting.places.get(at), sorting.stamps.get(at)
        if place is None and stamp is None:
            continue
        try:
            content = entry.read()
        except Refused as refusal:
            sorting.leave_out(entry.where, f"{refusal}\nask the student for the notebook itself")
            continue
        if stamp is not None:
            stamps[stamp] = (entry.where, content)
        elif place and _put(collection, sorting, written, entry.where, place.file, content):
            done.add(place.hand_in.folder)
    for folder, (where, content) in stamps.items():
        if folder not in done or not (hand_ins[folder].hand_in.moment or read_moment(_text(content))):
            sorting.leave_out(
                where, "its time cannot be read" if folder in done else "its notebooks were not taken"
            )
    for folder in sorted(done):
        place = hand_ins[folder]
        where, content = stamps.get(folder, ("/".join(folder), b""))
        moment = place.hand_in.moment or read_moment(_text(content))
        if moment:
            file = Path(place.student, place.module, TIMESTAMP)
            _put(collection, sorting, written, where, file, _nbgrader_time(moment))
    removed = []
    keep = {place.file for place in sorting.places.values()} | {each.file for each in written}
    for student, module in sorted({(each.student, each.file.parts[1]) for each in written}):
        removed += collection.clear(
            student,
            module,
            keep,
            lambda name, s=student, m=module: sorting.replaces(s, m, name),  # type: ignore[misc]
        )
    return written, removed


def _put(
    collection: Collection, sorting: _Sorting, written: list[Written], where: str, file: Path, content: bytes
) -> bool:
    """Write one file; whether it is there now."""
    try:
        written.append(Written(where, file, collection.write(file, content)))
    except Changed:
        sorting.leave_out(
            where,
            f"{file} was changed after it was collected, and stays\nto take the download's, delete that file first",
        )
        return False
    return True


def _is_litter(parts: Sequence[str]) -> bool:
    return parts[-1] == SECRET or parts[-1].startswith("._") or any(part in LITTER for part in parts)


def _holds(part: str, name: str) -> bool:
    """Whether a folder's name has a module's in it, as in `ada_01_basics (1)`."""
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(name.lower())}(?![a-z0-9])", part.lower()))


def _version(hand_in: HandIn) -> int:
    """Canvas' count of uploads of one name, 0 for the first."""
    match = VERSION.search(hand_in.inside[-1]) if hand_in.number and len(hand_in.inside) == 1 else None
    return int(match[0][1:]) if match and match[0][1:].isdigit() else 0


def _age(hand_in: HandIn) -> tuple[datetime, str]:
    return hand_in.moment or datetime.min.replace(tzinfo=UTC), hand_in.stamp


def _text(content: bytes) -> str:
    return content[:400].decode("utf-8-sig", errors="replace")


def _nbgrader_time(moment: datetime) -> bytes:
    return f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
