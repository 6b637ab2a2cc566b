"""Count a class while its results are read; what is kept of a student is a row of numbers."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from autograder.report.messages import Grouped, without_place
from autograder.report.records import ExerciseRecord, Record, State
from course.checking.contract.verdict import Outcome


@dataclass(frozen=True)
class StudentRow:
    """One student in one module, without the exercises.

    Args:
        student: id.
        score: points in the gradebook.
        points: points to be had.
        seconds: time the notebooks ran.
        days_late: 0 when in time.
        penalty: points taken off.
        remarks: how many remarks there are.
        failed: the grading itself failed, so the score is no grade.
        untouched: nothing was tried.
    """

    student: str
    score: float
    points: float
    seconds: float
    days_late: float
    penalty: float
    remarks: int
    failed: bool
    untouched: bool

    @property
    def share(self) -> float:
        """Score as a share of the points to be had."""
        return self.score / self.points if self.points else 0.0

    @property
    def counts(self) -> bool:
        """Whether the statistics of the exercises take this student in."""
        return not self.failed and not self.untouched


@dataclass
class ExerciseTally:
    """One exercise over the class."""

    exercise_id: str
    points: float
    states: Counter[State] = field(default_factory=Counter)
    parts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    messages: Grouped = field(default_factory=Grouped)


class ModuleTally:
    """One module over the class."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.students: list[StudentRow] = []
        self.exercises: dict[str, ExerciseTally] = {}
        self.remarks = Grouped(kind=without_place)
        self.failures = Grouped()
        self._scores: list[array[float]] = []

    def add(self, record: Record) -> None:
        """Count one student."""
        row = StudentRow(
            record.student,
            record.score,
            record.points,
            record.seconds,
            record.days_late,
            record.penalty,
            len(record.remarks) + bool(record.failure),
            bool(record.failure),
            record.untouched,
        )
        self.students.append(row)
        self.remarks.add(record.student, record.remarks)
        if record.failure:
            self.failures.add(record.student, (record.failure,))
        scores = {}
        for exercise in record.exercises:
            self._exercise(exercise)
            scores[exercise.exercise_id] = exercise.score
            if row.counts:
                self._count(record.student, exercise)
        self._scores.append(array("f", (scores.get(name, 0.0) for name in self.exercises)))

    @property
    def points(self) -> np.ndarray:
        """Points to be had with each exercise, float (K,)."""
        return np.array([exercise.points for exercise in self.exercises.values()])

    @property
    def counted(self) -> list[StudentRow]:
        """The students whom the statistics of the exercises take in: graded, and tried something."""
        return [row for row in self.students if row.counts]

    def scores(self) -> np.ndarray:
        """Points of the counted students, float (N, K): rows as in `counted`, columns as in `exercises`."""
        matrix = np.zeros((len(self.counted), len(self.exercises)))
        rows = (scores for scores, row in zip(self._scores, self.students, strict=True) if row.counts)
        for number, scores in enumerate(rows):
            matrix[number, : len(scores)] = scores  # shorter when an exercise first appeared later
        return matrix

    def _exercise(self, exercise: ExerciseRecord) -> ExerciseTally:
        tally = self.exercises.setdefault(
            exercise.exercise_id, ExerciseTally(exercise.exercise_id, exercise.points)
        )
        tally.points = max(tally.points, exercise.points)
        return tally

    def _count(self, student: str, exercise: ExerciseRecord) -> None:
        tally = self.exercises[exercise.exercise_id]
        tally.states[exercise.state] += 1
        for part in exercise.parts:
            tally.parts.setdefault(part.name, Counter())[part.outcome] += 1
        tally.messages.add(student, exercise.complaints)


def tally(records: Iterable[Record]) -> list[ModuleTally]:
    """Count all records, a tally a module, in the order of the modules' names."""
    modules: dict[str, ModuleTally] = {}
    for record in records:
        modules.setdefault(record.module, ModuleTally(record.module)).add(record)
    return [modules[name] for name in sorted(modules)]
