"""Read the verdicts out of an executed notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat.notebooknode import NotebookNode

from autograder.build.source_notebook import exercise_id_of
from course.checking.card import VERDICT_MIME
from course.checking.verdict import Outcome


@dataclass(frozen=True)
class ExerciseScore:
    """What one student earned with one exercise.

    Args:
        exercise_id: for example "basics/otsu".
        notebook: the notebook it stands in.
        outcome: one of the four.
        score: points earned.
        points: points to be had.
        parts: name, outcome, score, points, message and case of each part.
        remark: why there is no verdict, "" when there is one.
    """

    exercise_id: str
    notebook: str
    outcome: Outcome
    score: float
    points: float
    parts: tuple[dict[str, Any], ...] = ()
    remark: str = ""


def check_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The graded check cells of a notebook."""
    for cell in notebook.cells:
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade"):
            yield cell


def score_of(cell: NotebookNode, notebook: str) -> ExerciseScore:
    """The score of one executed check cell."""
    metadata = cell.metadata.nbgrader
    exercise_id = exercise_id_of(metadata.grade_id)
    verdict = _verdict(cell, exercise_id)
    if verdict is None:
        remark = _first_error(cell) or "the check did not run"
        return ExerciseScore(exercise_id, notebook, Outcome.ERROR, 0.0, float(metadata.points), remark=remark)
    score = min(max(float(verdict["score"]), 0.0), float(metadata.points))
    return ExerciseScore(
        exercise_id,
        notebook,
        Outcome(verdict["outcome"]),
        score,
        float(metadata.points),
        tuple(verdict["parts"]),
    )


def _verdict(cell: NotebookNode, exercise_id: str) -> dict[str, Any] | None:
    """The last verdict on this exercise among a cell's outputs: the one that check itself displays."""
    for output in reversed(cell.get("outputs", [])):
        verdict = output.get("data", {}).get(VERDICT_MIME) if output.output_type == "display_data" else None
        if isinstance(verdict, dict) and verdict.get("exercise") == exercise_id:
            return verdict
    return None


def _first_error(cell: NotebookNode) -> str:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}"[:300]
    return ""
