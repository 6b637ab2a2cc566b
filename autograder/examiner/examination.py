"""What came of examining one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.reasons import Reason
from course.checking.contract.verdict import Finding, Outcome, PartResult, Verdict
from course.checking.definition.catalogue import UnknownExercise, find
from course.checking.judge import same_for_all
from course.checking.showing.card import as_html, as_text


@dataclass(frozen=True)
class Examination:
    """What came of examining one answer.

    Args:
        exercise_id: for example "basics/otsu".
        verdict: `Verdict.to_dict()`.
        html: the card as HTML.
        text: the card as plain text.
        reason: "" when the answer was judged to the end, else a word or two on what stood in the way.
        waited: whether a limit by the clock was reached.
    """

    exercise_id: str
    verdict: dict[str, Any]
    html: str
    text: str
    reason: str = ""
    waited: bool = False


def examination_of(verdict: Verdict, reason: str = "", *, waited: bool = False) -> Examination:
    """A verdict with its card; the rest as in `Examination`."""
    return Examination(
        verdict.exercise_id,
        verdict.to_dict(),
        as_html(verdict),
        as_text(verdict),
        str(reason),
        waited or reason == Reason.CLOCK,
    )


def unexamined(exercise_id: str, sentence: str, reason: str) -> Examination:
    """What stands in the place of a verdict when there is none to be had: an error in every part, no points.

    Args:
        exercise_id: for example "basics/otsu".
        sentence: what happened, for the learner.
        reason: the same in a word or two.
    """
    finding = Finding(sentence)
    try:
        verdict = same_for_all(find(exercise_id), Outcome.ERROR, finding)
    except UnknownExercise:
        verdict = Verdict(exercise_id, exercise_id, (PartResult("the check", 0, Outcome.ERROR, finding),))
    return examination_of(verdict, reason)
