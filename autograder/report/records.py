"""Read results.jsonl back, line by line, whatever version of `workbook grade` wrote it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from course.checking.contract.verdict import Outcome
from course.errors import WorkbookError


class BadResults(WorkbookError):
    """There are no results to report on, or a line is not one; the message names file and line."""


class State(StrEnum):
    """How one exercise of one student came out, as the report counts it."""

    RIGHT = "right"
    PARTLY = "partly right"
    FAILED = "wrong"
    ERROR = "error"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class PartRecord:
    """One named part: points are all or nothing, `message` says what was wrong."""

    name: str
    outcome: Outcome
    points: float
    message: str


@dataclass(frozen=True)
class ExerciseRecord:
    """One exercise of one student.

    Args:
        exercise_id: for example "basics/otsu".
        outcome: one of the four.
        score: points earned, 0 to `points`.
        points: points to be had.
        parts: in the order of the exercise; empty when there was no verdict.
        reason: why there was no verdict, "" when there was one.
    """

    exercise_id: str
    outcome: Outcome
    score: float
    points: float
    parts: tuple[PartRecord, ...]
    reason: str

    @property
    def share(self) -> float:
        """Points earned as a share of the points to be had, 0 to 1."""
        return self.score / self.points if self.points else 0.0

    @property
    def state(self) -> State:
        """All points, some points, or the reason why there are none."""
        if self.points and self.score >= self.points:
            return State.RIGHT
        if self.score > 0:
            return State.PARTLY
        if self.outcome is Outcome.NOT_ATTEMPTED:
            return State.NOT_TRIED
        return State.ERROR if self.outcome is Outcome.ERROR else State.FAILED

    @property
    def complaints(self) -> tuple[str, ...]:
        """What the student was told was wrong, each text once."""
        texts = [part.message for part in self.parts if part.outcome in (Outcome.FAILED, Outcome.ERROR)]
        if not self.parts and self.outcome in (Outcome.FAILED, Outcome.ERROR):
            texts = [self.reason]
        return tuple(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True)
class Record:
    """One student's result in one module.

    Args:
        student: id.
        module: for example "01_basics".
        score: points in the gradebook.
        points: points to be had.
        exercises: in the module's order.
        remarks: what was repaired, missing or stopped.
        seconds: time its notebooks ran.
        failure: why the grading itself failed; such a score is no grade. "" normally.
        days_late: days after the deadline, 0 when in time.
        penalty: points taken off for being late.
    """

    student: str
    module: str
    score: float
    points: float
    exercises: tuple[ExerciseRecord, ...]
    remarks: tuple[str, ...]
    seconds: float
    failure: str
    days_late: float
    penalty: float

    @property
    def share(self) -> float:
        """Score as a share of the points to be had."""
        return self.score / self.points if self.points else 0.0

    @property
    def untouched(self) -> bool:
        """No exercise was tried."""
        return all(exercise.state is State.NOT_TRIED for exercise in self.exercises)


def read_records(path: Path) -> Iterator[Record]:
    """The records of a results.jsonl, one at a time.

    Fields this report does not know are ignored; missing ones count as empty.

    Raises:
        BadResults: when the file is missing, empty, or a line is not a result.
    """
    if not path.is_file():
        raise BadResults(
            f"{path} does not exist. Give the folder that `workbook grade … --out FOLDER` has written."
        )
    found = False
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            found = True
            try:
                yield _record(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadResults(
                    f"{path}, line {number}: not a result ({type(error).__name__}: {error}). "
                    "Run `workbook grade` again, or remove the line."
                ) from error
    if not found:
        raise BadResults(f"{path} holds no results. Run `workbook grade` first.")


def _record(data: dict[str, Any]) -> Record:
    exercises = tuple(_exercise(item) for item in data.get("exercises") or ())
    return Record(
        student=str(data["student"]),
        module=str(data["module"]),
        score=_number(data.get("score")),
        points=_number(data.get("points")) or sum(exercise.points for exercise in exercises),
        exercises=exercises,
        remarks=tuple(str(text) for text in data.get("remarks") or ()),
        seconds=_number(data.get("seconds")),
        failure=str(data.get("failure") or ""),
        days_late=_number(data.get("days_late")),
        penalty=_number(data.get("penalty")),
    )


def _exercise(data: dict[str, Any]) -> ExerciseRecord:
    return ExerciseRecord(
        exercise_id=str(data["exercise_id"]),
        outcome=Outcome(data["outcome"]),
        score=_number(data.get("score")),
        points=_number(data.get("points")),
        parts=tuple(
            PartRecord(
                str(part.get("name") or ""),
                Outcome(part["outcome"]),
                _number(part.get("points")),
                str(part.get("message") or ""),
            )
            for part in data.get("parts") or ()
        ),
        reason=str(data.get("reason") or data.get("remark") or ""),
    )


def _number(value: Any) -> float:
    number = float(value or 0)
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is not a finite number")
    return number
