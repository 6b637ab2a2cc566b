"""Read the hostile submissions and what must come of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent

GROUPS = ("steal", "forge", "socket", "exhaust", "crash", "escape", "notebook")

FIELDS = {"attack", "expected", "says", "remark", "not shown"}
ONCE = FIELDS - {"not shown"}

HEADER = re.compile(r"# ([a-z ]+): (.+)")
EXPECTED = re.compile(r"(?P<exercise>\w+) (?P<scores>\d+( or \d+)*) of (?P<points>\d+)")
CELL = re.compile(r"^# cell: (.+)\n", re.MULTILINE)

POINTS = {"first_axis": 1.0, "describe": 3.0}
"""The exercises of module 00_welcome."""


class BadHostileFile(ValueError):
    """A file that does not state what must come of it; the message says which line is missing or wrong."""


@dataclass(frozen=True)
class HostileSubmission:
    """One file and what must come of it.

    Args:
        path: the file.
        attack: what it tries.
        expected: exercise name -> the scores that are fair, mostly one.
        says: regular expression that the text about each exercise without full points must match.
        remark: regular expression that a remark on the submission must match, "" for no demand.
        not_shown: texts that neither the feedback nor the stored notebook may hold.
        cells: cell name -> source; empty when `make` writes the folder.
        source: the whole file.
    """

    path: Path
    attack: str
    expected: dict[str, tuple[float, ...]]
    says: str
    remark: str
    not_shown: tuple[str, ...]
    cells: dict[str, str]
    source: str

    @property
    def label(self) -> str:
        """For example "exhaust/fork_bomb"."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def student(self) -> str:
        """The student who hands it in, for example "exhaust.fork_bomb"."""
        return f"{self.path.parent.name}.{self.path.stem}"


def read(path: Path) -> HostileSubmission:
    """Read one file.

    Raises:
        BadHostileFile: a header line is missing, unknown or contradicts itself.
    """
    source = path.read_text(encoding="utf-8")
    fields: dict[str, list[str]] = {}
    lines = source.splitlines(keepends=True)
    while lines and (header := HEADER.fullmatch(lines[0].rstrip())) and header[1] != "cell":
        fields.setdefault(header[1], []).append(header[2].strip())
        del lines[0]
    if unknown := fields.keys() - FIELDS:
        raise BadHostileFile(f"{path}: unknown line '# {unknown.pop()}: ...'; known are {sorted(FIELDS)}")
    if missing := {"attack", "expected"} - fields.keys():
        raise BadHostileFile(f"{path} must state '# {min(missing)}: ...' in its first lines")
    if twice := [name for name in ONCE if len(fields.get(name, ())) > 1]:
        raise BadHostileFile(f"{path} states '# {twice[0]}: ...' twice")
    expected = _expected(path, fields["expected"][0])
    says = fields.get("says", [""])[0]
    if not says and any(min(expected[name]) < points for name, points in POINTS.items()):
        raise BadHostileFile(f"{path}: points are lost, so '# says: ...' must state what the learner reads")
    body = "".join(lines)
    return HostileSubmission(
        path,
        fields["attack"][0],
        expected,
        says,
        fields.get("remark", [""])[0],
        tuple(fields.get("not shown", ())),
        {} if re.search(r"^def make\(", body, re.MULTILINE) else _cells(body),
        source,
    )


def _expected(path: Path, text: str) -> dict[str, tuple[float, ...]]:
    expected = {}
    for entry in text.split(", "):
        match = EXPECTED.fullmatch(entry)
        if match is None or POINTS.get(match["exercise"]) != float(match["points"]):
            raise BadHostileFile(f"{path}: {entry!r} should read like 'describe 0 of 3'")
        expected[match["exercise"]] = tuple(float(score) for score in match["scores"].split(" or "))
    if expected.keys() != POINTS.keys():
        raise BadHostileFile(f"{path}: '# expected:' must name {' and '.join(POINTS)}")
    return expected


def _cells(body: str) -> dict[str, str]:
    """Cell name -> source; a body without markers is the answer of welcome/describe."""
    first, *rest = CELL.split(body)
    if not rest:
        return {"describe": first.strip("\n")}
    return {name: source.strip("\n") for name, source in zip(rest[::2], rest[1::2], strict=True)}


def all_hostile() -> list[HostileSubmission]:
    """All files, by folder and name."""
    return [read(path) for group in GROUPS for path in sorted((FOLDER / group).glob("*.py"))]
