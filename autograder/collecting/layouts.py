"""How learning platforms name the files of "download all submissions", and who and what is read from that.

The rules are those of the platforms' own source, read in 2026:

- Moodle, `mod/assign/classes/downloader.php`: the full name (`_` becomes a space; the site's setting says which
  name comes first; "Participant" when marking is anonymous; the group's name for a team), `_`, a number,
  `_assignsubmission_` and the kind of hand-in. That is a folder, or with "download as folders" off the beginning of a
  file's name. The number counts a student in one assignment: the same student has another one in the next.
- Canvas, `lib/content_zipper.rb`: `get_filename` makes SORTABLENAME[_LATE]_USERID, lower case and without anything that
  is no letter, digit or `_` (older versions also write `late`); `[LATE_]anon_ID` when grading is anonymous. Then come
  the number of the uploaded file and its name. `Attachment.make_unique_filename` appends `-1` to `-7`, then `-UUID`.
- nbgrader, `exchange/default/submit.py`: STUDENT+MODULE+TIME, and `+` with a random word unless that is turned off.
  `collect.py` splits from the right, since a student's id may hold a `+`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograder.grading.late import parse_timestamp
from course.errors import WorkbookError


class Layout(StrEnum):
    """Whose file names a download has."""

    MOODLE = "moodle"
    EXCHANGE = "nbgrader-exchange"
    CANVAS = "canvas"
    AUTO = "auto"


@dataclass(frozen=True)
class Who:
    """Whom a platform's file name names.

    Args:
        name: as the platform writes it; "" when there is none.
        id: the platform's number, or the student's id in nbgrader's exchange; "" when there is none.
        anonymous: whether the name says nothing.
    """

    name: str
    id: str = ""
    anonymous: bool = False


@dataclass(frozen=True)
class HandIn:
    """What a file's path says.

    Args:
        who: whose it is.
        above: folders over the one that names the student.
        folder: path of the hand-in: what lies there was handed in together.
        inside: path below, or the file's own name.
        number: the platform's number of an upload; a later one has a higher one.
        module: where the platform says it.
        stamp: the time, as the platform writes it.
        refusal: why this is no file that was handed in; "" normally.
    """

    who: Who
    above: tuple[str, ...]
    folder: tuple[str, ...]
    inside: tuple[str, ...]
    number: int = 0
    module: str = ""
    stamp: str = ""
    refusal: str = ""

    @property
    def moment(self) -> datetime | None:
        """When it was handed in, in UTC; None when nobody says so, or not readably."""
        return read_moment(self.stamp)


MOODLE_NAME = re.compile(
    r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z0-9]+)(?:_(?P<file>.*))?", re.DOTALL
)
MOODLE_ANONYMOUS = re.compile(r"participant|teilnehmer([/*]?in)?|participante?", re.IGNORECASE)

CANVAS_NAME = re.compile(
    r"(?P<name>\w*?)_(?:(?:LATE|late)_)?(?P<id>\d+)_(?:(?P<number>\d+)_(?P<file>.+)|(?P<text>text|link)\.html)"
)
CANVAS_ANONYMOUS = re.compile(
    r"(?:(?:LATE|late)_)?(?P<id>anon_[A-Za-z0-9]{5})_(?:(?P<number>\d+)_(?P<file>.+)|(?P<text>text|link)\.html)"
)

EXCHANGE_NAME = re.compile(
    r"(?P<id>.+)\+(?P<module>[^+]+)\+"
    r"(?P<stamp>\d{4}-\d\d-\d\d[ T_]\d\d[:_.-]\d\d[:_.-]\d\d[^+]*?(?:\+\d\d(?::?\d\d)?)?)(?:\+[A-Za-z0-9_=-]*)?"
)

COLONS_LOST = re.compile(r"(\d{4}-\d\d-\d\d)[ T_](\d\d)[:_.-](\d\d)[:_.-](\d\d)")
"""Windows allows no colon in a name; programs that unpack there write something else."""


def read_moment(stamp: str) -> datetime | None:
    """A time in nbgrader's form, in UTC; None when it is none."""
    try:
        return parse_timestamp(COLONS_LOST.sub(r"\1 \2:\3:\4", stamp).encode())
    except (WorkbookError, OverflowError):
        return None


def read_path(layout: Layout, parts: tuple[str, ...]) -> HandIn | None:
    """Who handed in the file with this path; None when no part of it is named as the platform names things.

    The first part that is counts. Learners name all that follows, and could name somebody else.
    """
    read = {Layout.MOODLE: _moodle, Layout.CANVAS: _canvas, Layout.EXCHANGE: _exchange}[layout]
    for place in range(len(parts)):
        found = read(parts, place)
        if found:
            return found
    return None


def recognised(paths: Sequence[tuple[str, ...]]) -> Layout:
    """The layout that most of these paths have.

    Raises:
        WorkbookError: half of them or more have no layout, or another one.
    """
    counts: Counter[Layout] = Counter()
    strange = []
    for parts in paths:
        layout = next((each for each in Layout if each is not Layout.AUTO and read_path(each, parts)), None)
        if layout:
            counts[layout] += 1
        else:
            strange.append("/".join(parts))
    likeliest, count = counts.most_common(1)[0] if counts else (Layout.AUTO, 0)
    if 2 * count > len(paths):
        return likeliest
    seen = ", ".join(f"{number} as {layout} names them" for layout, number in counts.items())
    example = f"; not recognised are {len(strange)}, for example {strange[0]!r}" if strange else ""
    choices = ", ".join(each for each in Layout if each is not Layout.AUTO)
    raise WorkbookError(
        f"It is not clear which platform these {len(paths)} files come from: {seen or 'no name is known'}{example}. "
        f"Say it with --layout: {choices}."
    )


def _moodle(parts: tuple[str, ...], place: int) -> HandIn | None:
    match = MOODLE_NAME.fullmatch(parts[place])
    if not match:
        return None
    below = (match["file"],) if match["file"] else ()
    refusal = "" if match["kind"] == "file" else f"handed in as {match['kind']}, not as a file"
    anonymous = bool(MOODLE_ANONYMOUS.fullmatch(match["name"]))
    return HandIn(
        Who(match["name"], match["id"] or "", anonymous),
        parts[:place],
        parts[: place + 1],
        (*below, *parts[place + 1 :]) or parts[-1:],
        refusal=refusal,
    )


def _canvas(parts: tuple[str, ...], place: int) -> HandIn | None:
    anonymous = CANVAS_ANONYMOUS.fullmatch(parts[place])
    match = anonymous or CANVAS_NAME.fullmatch(parts[place])
    if not match:
        return None
    return HandIn(
        Who("" if anonymous else match["name"], match["id"], bool(anonymous)),
        parts[:place],
        parts[: place + 1],
        (match["file"] or parts[place], *parts[place + 1 :]),
        number=int(match["number"] or 0),
        refusal=f"handed in as {match['text']}, not as a file" if match["text"] else "",
    )


def _exchange(parts: tuple[str, ...], place: int) -> HandIn | None:
    match = EXCHANGE_NAME.fullmatch(parts[place])
    if not match or place == len(parts) - 1:
        return None
    return HandIn(
        Who("", match["id"]),
        parts[:place],
        parts[: place + 1],
        parts[place + 1 :],
        module=match["module"],
        stamp=match["stamp"],
    )
