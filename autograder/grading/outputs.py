"""What an instructor reads after grading: grades.csv, results.jsonl and a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.table import Table

from autograder.grading.scores import ExerciseScore
from course.checking.verdict import Outcome


@dataclass(frozen=True)
class Result:
    """One graded submission.

    Args:
        student: id.
        module: for example "01_basics".
        score: points in the gradebook.
        points: points to be had.
        exercises: the score of each exercise, in the module's order.
        remarks: what was repaired, ignored, missing or stopped.
        seconds: time its notebooks ran.
        failure: why the submission could not be graded at all, "" normally.
    """

    student: str
    module: str
    score: float
    points: float
    exercises: tuple[ExerciseScore, ...]
    remarks: tuple[str, ...] = field(default=())
    seconds: float = 0.0
    failure: str = ""

    @property
    def all_remarks(self) -> tuple[str, ...]:
        """The failure, if any, then the remarks."""
        return ((self.failure,) if self.failure else ()) + self.remarks

    def count(self, outcome: Outcome) -> int:
        """How many exercises came out so."""
        return sum(exercise.outcome is outcome for exercise in self.exercises)


def write_results(results: Sequence[Result], path: Path) -> None:
    """One JSON object a line: student, module, scores, parts, remarks."""
    lines = [json.dumps(asdict(result), ensure_ascii=False) for result in results]
    _write_atomically(path, "".join(line + "\n" for line in lines))


def write_grades(results: Sequence[Result], path: Path) -> None:
    """A table for a spreadsheet or a learning platform: a row a student and module, a column an exercise."""
    ids = list(dict.fromkeys(exercise.exercise_id for result in results for exercise in result.exercises))
    temporary = path.with_suffix(".part")
    with temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "module", "score", "points", "percent", *ids, "remarks"])
        for result in results:
            scores = {exercise.exercise_id: exercise.score for exercise in result.exercises}
            percent = round(100 * result.score / result.points, 1) if result.points else 0
            remarks = "; ".join(result.all_remarks)
            row = [result.student, result.module, f"{result.score:g}", f"{result.points:g}", percent]
            writer.writerow([*row, *(f"{scores[id]:g}" if id in scores else "" for id in ids), remarks])
    temporary.replace(path)


def results_table(results: Sequence[Result]) -> Table:
    """The summary printed at the end."""
    table = Table(title="Grades", title_justify="left")
    for header in ("student", "module"):
        table.add_column(header, no_wrap=True)
    for header in ("score", "of", "right", "failed", "error", "untried", "remarks"):
        table.add_column(header, justify="right")
    for result in results:
        table.add_row(
            result.student,
            result.module,
            f"{result.score:g}",
            f"{result.points:g}",
            *(str(result.count(outcome)) for outcome in Outcome),
            str(len(result.all_remarks) or ""),
        )
    return table


def remark_lines(results: Sequence[Result]) -> list[str]:
    """Everything an instructor should know about single submissions, a line each."""
    return [f"{result.student} {result.module}: {text}" for result in results for text in result.all_remarks]


def _write_atomically(path: Path, text: str) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
