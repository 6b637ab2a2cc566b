"""What a check found out: plain data, without pictures of how it is shown or stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from course.checking.contract.panels import Panel


class Outcome(StrEnum):
    """The four outcomes of a check; they are never mixed up."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Finding:
    """Why a part was not passed: what was called, what was expected, what came.

    Args:
        message: one or two sentences a learner can act on.
        case: name of the input on which it happened, "" when there is none.
        call: the call as the learner would type it, for example "otsu(image)".
        expected: short text of the expected value, "" when the message says it all.
        got: short text of the value that came.
        line: the learner's own line on which an error happened, "" when unknown.
        line_number: its number inside the cell or file, 0 when unknown.
        panels: pictures to show side by side (yours, expected, difference ...).
    """

    message: str
    case: str = ""
    call: str = ""
    expected: str = ""
    got: str = ""
    line: str = ""
    line_number: int = 0
    panels: tuple[Panel, ...] = ()


@dataclass(frozen=True)
class PartResult:
    """The result of one named part of an exercise."""

    name: str
    points: float
    outcome: Outcome
    finding: Finding | None = None

    @property
    def score(self) -> float:
        """Points earned: all of the part's points or none."""
        return self.points if self.outcome is Outcome.PASSED else 0.0


@dataclass(frozen=True)
class Verdict:
    """The result of one check of one exercise.

    Args:
        exercise_id: for example "basics/otsu".
        title: the exercise's title.
        parts: one result a part, in the order of the definition.
        notes: remarks that cost no points ("your function printed 3 lines").
        seconds: wall time of the whole check.
    """

    exercise_id: str
    title: str
    parts: tuple[PartResult, ...]
    notes: tuple[str, ...] = field(default=())
    seconds: float = 0.0

    @property
    def score(self) -> float:
        """Points earned over all parts."""
        return sum(part.score for part in self.parts)

    @property
    def points(self) -> float:
        """Points that can be earned over all parts."""
        return sum(part.points for part in self.parts)

    @property
    def outcome(self) -> Outcome:
        """PASSED when every part is; NOT_ATTEMPTED when none was tried; ERROR before FAILED."""
        outcomes = {part.outcome for part in self.parts}
        if outcomes == {Outcome.PASSED}:
            return Outcome.PASSED
        if outcomes == {Outcome.NOT_ATTEMPTED}:
            return Outcome.NOT_ATTEMPTED
        return Outcome.ERROR if Outcome.ERROR in outcomes else Outcome.FAILED

    def to_dict(self) -> dict[str, Any]:
        """The verdict as JSON-ready values, without the pictures."""
        return {
            "exercise": self.exercise_id,
            "outcome": str(self.outcome),
            "score": self.score,
            "points": self.points,
            "seconds": round(self.seconds, 3),
            "notes": list(self.notes),
            "parts": [
                {
                    "name": part.name,
                    "outcome": str(part.outcome),
                    "score": part.score,
                    "points": part.points,
                    "message": part.finding.message if part.finding else "",
                    "case": part.finding.case if part.finding else "",
                }
                for part in self.parts
            ],
        }
