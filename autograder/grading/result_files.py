"""What an instructor reads after grading: grades.csv, results.jsonl and a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table

from autograder.folders import write_whole
from autograder.grading.scores import ExerciseScore
from course.checking.contract.verdict import Outcome


@dataclass(frozen=True)
class Result:
    """One graded submission.

    Args:
        student: id.
        module: for example "01_basics".
        score: points in the gradebook, scores given by hand included.
        points: points to be had.
        exercises: the score of each exercise, in the module's order.
        remarks: what was repaired, ignored, missing or stopped.
        seconds: time its notebooks ran.
        peak_mb: most memory one of its notebooks had; 0 where nobody measured.
        days_late: started days after the due date.
        penalty: points taken off for that, already off `score`.
        failure: what of ours went wrong, "" normally.
        graded: whether there are scores; otherwise `failure` says why not, and the next run tries it again.
    """

    student: str
    module: str
    score: float
    points: float
    exercises: tuple[ExerciseScore, ...]
    remarks: tuple[str, ...] = field(default=())
    seconds: float = 0.0
    peak_mb: int = 0
    days_late: int = 0
    penalty: float = 0.0
    failure: str = ""
    graded: bool = True

    @property
    def all_remarks(self) -> tuple[str, ...]:
        """The failure, if any, then the remarks."""
        failure = f"not graded: {self.failure}" if not self.graded else self.failure
        return ((failure,) if failure else ()) + self.remarks

    def count(self, outcome: Outcome) -> int:
        """How many exercises came out so."""
        return sum(exercise.outcome is outcome for exercise in self.exercises)


def write_results(results: Sequence[Result], path: Path) -> None:
    """One JSON object a line: student, module, scores, parts, remarks."""
    lines = [json.dumps(asdict(result), ensure_ascii=False) for result in results]
    write_whole(path, "".join(line + "\n" for line in lines).encode("utf-8"))


def write_grades(results: Sequence[Result], path: Path) -> None:
    """A table for a spreadsheet or a learning platform: a row a student and module, a column an exercise.

    What could not be graded has no numbers there: an empty cell is no zero.
    """
    ids = list(dict.fromkeys(exercise.exercise_id for result in results for exercise in result.exercises))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(
        ["student", "module", "score", "points", "percent", "days_late", "penalty", *ids, "remarks"]
    )
    for result in results:
        percent = round(100 * result.score / result.points, 1) if result.points else 0
        points, scores = (
            f"{result.points:g}" if result.points else "",
            {each.exercise_id: each.score for each in result.exercises},
        )
        row: list[Any] = [result.student, result.module]
        if result.graded:
            row += [f"{result.score:g}", points, percent, result.days_late, f"{result.penalty:g}"]
            row += [f"{scores[id]:g}" if id in scores else "" for id in ids]
        else:
            row += ["", points, "", "", "", *("" for _ in ids)]
        writer.writerow([_no_formula(str(value)) for value in (*row, "; ".join(result.all_remarks))])
    write_whole(path, text.getvalue().encode("utf-8"))


def _no_formula(text: str) -> str:
    """A spreadsheet would compute a cell that begins so; remarks may carry a learner's words."""
    return "'" + text if text.startswith(("=", "+", "@")) else text


def results_table(results: Sequence[Result]) -> Table:
    """The summary printed at the end."""
    table = Table(title="Grades", title_justify="left", box=box.SIMPLE_HEAD)  # fits into 80 columns
    for header in ("student", "module"):
        table.add_column(header, no_wrap=True)
    for header in ("score", "of", "right", "failed", "error", "untried", "remarks"):
        table.add_column(header, justify="right")
    for result in results:
        table.add_row(
            result.student,
            result.module,
            f"{result.score:g}" if result.graded else "not graded",
            f"{result.points:g}",
            *(str(result.count(outcome)) if result.graded else "" for outcome in Outcome),
            str(len(result.all_remarks) or ""),
        )
    return table


def remark_lines(results: Sequence[Result]) -> list[str]:
    """Everything an instructor should know about single submissions, a line each."""
    return [f"{result.student} {result.module}: {text}" for result in results for text in result.all_remarks]
