"""Verdicts in a graded notebook: the examiner's are put in, then read for the gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.examiner.client import Examination
from autograder.graded_cells import exercise_of, points_of
from autograder.reasons import Reason
from course.checking.contract.verdict import Outcome
from course.checking.showing.card import VERDICT_MIME


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
        reason: why it could not be judged, "" when it was.
        remark: the same in a sentence.
    """

    exercise_id: str
    notebook: str
    outcome: Outcome
    score: float
    points: float
    parts: tuple[dict[str, Any], ...] = ()
    reason: str = ""
    remark: str = ""


def put_card(cell: NotebookNode, examination: Examination) -> None:
    """Make the examiner's card the only output of a check: whatever the cell displayed itself is gone."""
    data = {
        "text/html": examination.html,
        "text/plain": examination.text,
        VERDICT_MIME: examination.verdict,
    }
    metadata = {"workbook": {"reason": examination.reason}}
    cell.outputs = [nbformat.v4.new_output("display_data", data=data, metadata=metadata)]


def score_of(cell: NotebookNode, notebook: str) -> ExerciseScore:
    """The score of a check that holds the examiner's card."""
    points = points_of(cell)
    (output,) = cell.outputs
    verdict, reason = output.data[VERDICT_MIME], output.metadata.workbook.reason
    remark = next((part["message"] for part in verdict["parts"] if part["message"]), "") if reason else ""
    return ExerciseScore(
        exercise_of(cell),
        notebook,
        Outcome(verdict["outcome"]),
        min(max(float(verdict["score"]), 0.0), points),
        points,
        tuple(verdict["parts"]),
        reason,
        remark,
    )


def not_handed_in(cell: NotebookNode, notebook: str) -> ExerciseScore:
    """The score of a check in a notebook that was not handed in."""
    return ExerciseScore(
        exercise_of(cell), notebook, Outcome.NOT_ATTEMPTED, 0.0, points_of(cell), reason=Reason.MISSING
    )
