"""The class: who is in it, and whose a name or a platform's number is."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.collecting.layouts import MOODLE_ANONYMOUS, Layout, Who
from autograder.collecting.names import folder_name, run_together, spellings
from course.errors import WorkbookError

COLUMNS = {
    "id": ("id",),
    "student": ("student", "student id", "student_id"),
    "name": ("name", "full name", "vollständiger name"),
    "first": ("first_name", "first name", "firstname", "given name", "vorname"),
    "last": ("last_name", "last name", "lastname", "surname", "family name", "nachname"),
    "number": ("id number", "idnumber", "id-nummer", "matrikelnummer"),
    "username": ("username", "user name", "anmeldename", "benutzername"),
    "email": ("email", "email address", "e-mail", "e-mail-adresse", "e-mail address"),
    "sis_user": ("sis user id",),
    "sis_login": ("sis login id", "login id"),
    "identifier": ("identifier",),
}
"""What a column is, and what nbgrader, Moodle (English, German), Canvas and people call it."""

NEEDED = (
    "Needed are a column with the student's id (id, student, ID number, Username, Email address, SIS Login ID) and the "
    "name (name, or first_name and last_name); nbgrader's, Moodle's and Canvas' exports have them"
)


@dataclass(frozen=True)
class Student:
    """One row of a roster.

    Args:
        id: the name of the student's folder.
        given_id: as the roster writes it.
        name: first name first, or "" when the roster has none.
        numbers: the platform's numbers for the student, each with the platform.
    """

    id: str
    given_id: str
    name: str
    numbers: frozenset[tuple[Layout, str]] = field(default=frozenset())


class NotFound(Exception):
    """Nobody, or nobody for certain; the message says why and, after a line end, what to do."""


class Roster:
    """A class, searched by number or name.

    Args:
        students: with distinct ids.
    """

    def __init__(self, students: Sequence[Student]) -> None:
        self.students = tuple(students)
        self._numbers = {number: student for student in students for number in student.numbers}
        self._platforms = {layout for layout, _ in self._numbers}
        self._ids = {student.given_id: student for student in students}
        self._names: dict[tuple[bool, str], set[Student]] = defaultdict(set)
        for student in students:
            for certain, probable in {spellings(student.name), *run_together(student.name)}:
                self._names[True, certain].add(student)
                self._names[False, probable].add(student)

    def find(self, layout: Layout, who: Who) -> Student:
        """The one student that a platform's file name names.

        Raises:
            NotFound: nobody, or several.
        """
        if layout is Layout.EXCHANGE:
            return self._by_id(who.id)
        if (layout, who.id) in self._numbers:
            return self._numbers[layout, who.id]
        if who.anonymous:
            raise NotFound(
                "the hand-ins are anonymous, and the roster does not say who this is\n"
                "collect without --roster, or in Moodle give the grading worksheet as the roster"
            )
        # Canvas numbers people, so that another number is another person of the same name. Moodle numbers hand-ins.
        if layout is Layout.CANVAS and layout in self._platforms:
            raise NotFound(
                f"the roster has nobody with the number {who.id} ({who.name})\n"
                "export the gradebook again if this student joined later"
            )
        return self._by_name(who.name)

    def _by_id(self, id: str) -> Student:
        if id not in self._ids:
            raise NotFound(f"the roster has no student with the id {id!r}\nadd the student to the roster")
        return self._ids[id]

    def _by_name(self, name: str) -> Student:
        for certain, spelling in zip((True, False), spellings(name), strict=True):
            found = self._names.get((certain, spelling), set()) if spelling else set()
            if len(found) == 1:
                return next(iter(found))
            if found:
                ids = ", ".join(sorted(student.id for student in found))
                raise NotFound(
                    f"{name!r} may be each of {ids}, and nobody guesses\n"
                    "ask who it is, and put the file into OUT/STUDENT/MODULE yourself"
                )
        raise NotFound(
            f"the roster has nobody with the name {name!r}\n"
            "add the student, or the name as the platform writes it, to the roster; "
            "if it is a group, put its files into OUT/STUDENT/MODULE of its members yourself"
        )


def read_roster(path: Path) -> Roster:
    """Read a CSV file: nbgrader's, Moodle's participants or grading worksheet, Canvas' gradebook, or student and name.

    UTF-8, UTF-16 with a byte-order mark or Windows' cp1252; comma, semicolon or tab.

    Raises:
        WorkbookError: it cannot be read, the columns are missing, an id is twice or unusable, or nobody is in it.
    """
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise WorkbookError(f"The roster {path} cannot be read: {error.strerror}.") from error
    header, rows = _table(text)
    columns = {
        what: header.index(name) for what, names in COLUMNS.items() for name in names[::-1] if name in header
    }
    people = [{what: row[at].strip() for what, at in columns.items() if at < len(row)} for row in rows]
    if all(_anonymous_number(row.get("id", "")) for row in people if any(row.values())):
        # The grading worksheet calls its first column ID in some languages; nobody's id is "Participant 123".
        people = [
            {"identifier" if what == "id" else what: cell for what, cell in row.items()} for row in people
        ]
        columns = {what: at for what, at in columns.items() if what != "id"}
    canvas = {"id", "student"} <= columns.keys()
    if canvas:
        people = [row for row in people if _is_person(row)]
    people = [row for row in people if any(row.values())]
    column = _id_column(path, header, columns, people, canvas)
    students = [_student(row, column, canvas) for row in people]
    if not students:
        raise WorkbookError(
            f"The roster {path} lists no student below its columns {', '.join(header)}. {NEEDED}."
        )
    _insist_on_distinct(path, students)
    return Roster(students)


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """The header in lower case, and the rows, with the separator that makes most columns known."""
    known = {name for names in COLUMNS.values() for name in names}
    tables = [list(csv.reader(io.StringIO(text), delimiter=separator)) for separator in ",;\t"]
    headers = [[cell.strip().casefold() for cell in table[0]] if table else [] for table in tables]
    best = max(range(3), key=lambda at: sum(cell in known for cell in headers[at]))
    return headers[best], tables[best][1:]


def _is_person(row: Mapping[str, str]) -> bool:
    """Canvas' gradebook has rows for the points and for how grades are posted, and a student for tests."""
    return bool(row.get("id")) and row.get("student", "") not in ("", "Points Possible", "Student, Test")


def _id_column(
    path: Path,
    header: Sequence[str],
    columns: Mapping[str, int],
    people: Sequence[Mapping[str, str]],
    canvas: bool,
) -> str:
    """The first column of ids that everybody has: half a class by one kind and half by another helps nobody."""
    choices = ["sis_login", "sis_user", "id"] if canvas else ["id", "student", "number", "username", "email"]
    present = [column for column in choices if column in columns]
    for column in present:
        if all(row.get(column) for row in people):
            return column
    empty = (
        f"; nobody may be without an id in {' or '.join(header[columns[each]] for each in present)}"
        if present
        else ""
    )
    raise WorkbookError(
        f"The roster {path} has the columns {', '.join(header) or '(none)'}{empty}. {NEEDED}."
    )


def _student(row: Mapping[str, str], column: str, canvas: bool) -> Student:
    last, comma, first = row.get("student" if canvas else "name", "").partition(",")
    name = f"{first} {last}" if comma else last
    if not name:
        name = f"{row.get('first', '')} {row.get('last', '')}"
    numbers = {(Layout.CANVAS, row["id"])} if canvas else set()
    # Moodle's grading worksheet: "Participant 123", the number that its file names have too.
    if number := _anonymous_number(row.get("identifier", "")):
        numbers.add((Layout.MOODLE, number))
    return Student(folder_name(row[column]), row[column], name.strip(), frozenset(numbers))


def _anonymous_number(identifier: str) -> str:
    """The number in what Moodle's grading worksheet calls a student, "" when it is no such thing."""
    match = re.fullmatch(r"(.+?)\s*(\d+)", identifier)
    return match[2] if match and MOODLE_ANONYMOUS.fullmatch(match[1]) else ""


def _insist_on_distinct(path: Path, students: Sequence[Student]) -> None:
    seen: dict[str, Student] = {}
    for student in students:
        if not student.id:
            raise WorkbookError(
                f"The roster {path} has the id {student.given_id!r}, which no folder can be named after."
            )
        other = seen.setdefault(student.id.casefold(), student)
        if other is not student:
            raise WorkbookError(
                f"The roster {path} has two students whose folder would be {student.id}: {other.given_id!r} and "
                f"{student.given_id!r}. Give each an id of its own."
            )
