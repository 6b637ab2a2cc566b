"""The three functions a lesson calls: check, hint and solution."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

from course.checking.contract.values import shortened
from course.checking.contract.verdict import Finding, Outcome, PartResult, Verdict
from course.checking.definition.catalogue import find
from course.checking.definition.exercise import Exercise, Question
from course.checking.judge import broken_check, judge_target
from course.checking.running.containment import without_stderr
from course.checking.running.settings import usual_settings
from course.checking.showing.attempts import AttemptLog, attempts_file
from course.checking.showing.card import Card, as_text
from course.checking.showing.solutions import find_solution
from course.checking.wire.frames import EXAMINER_VARIABLE
from course.checking.wire.serving import serve
from course.errors import WorkbookError

MISSING: Any = object()


class CheckFailed(Exception):
    """Makes nbgrader's check cell fail while it is graded; never raised in a learner's notebook."""

    def _render_traceback_(self) -> list[str]:
        return [f"CheckFailed: {self}"]


@usual_settings()
def check(exercise_id: str = "", answer: Any = MISSING) -> float | None:
    """Check an answer and show a card with what is right, what is not, and a picture of the difference.

    Args:
        exercise_id: for example "basics/otsu".
        answer: your function itself (no parentheses), your model, or your choice ("b").

    While a class is graded by `workbook grade`, the answer is held ready for the examiner instead, and there
    is no card: it comes with the feedback.

    Returns:
        None in a notebook and when everything is right. While nbgrader grades: the points earned when
        the answer is partly right, which nbgrader records as partial credit.

    Raises:
        CheckFailed: while nbgrader grades, when no point was earned.
    """
    if examiner := os.environ.get(EXAMINER_VARIABLE):
        print(serve(examiner, exercise_id, None if answer is MISSING else answer))
        return None
    if os.environ.get("NBGRADER_EXECUTION") in ("autograde", "validate"):
        return _graded(exercise_id, answer)
    verdict = _verdict(exercise_id, answer)
    if verdict.points:
        _log().record(verdict)
    _show(verdict, _advice(verdict))
    return None


def _graded(exercise_id: str, answer: Any) -> float | None:
    with without_stderr():
        verdict = _verdict(exercise_id, answer)
        _show(verdict, "")
    if verdict.outcome is Outcome.PASSED:
        return None
    if verdict.score == 0:
        raise CheckFailed(f"{verdict.exercise_id}: {verdict.outcome}, 0 of {verdict.points:g} points")
    return verdict.score


def hint(exercise_id: str = "") -> None:
    """Show the next hint of an exercise, from a nudge to nearly the answer; after the last one, all again."""
    exercise = _found(exercise_id, "No hint")
    if exercise is None:
        return
    hints = exercise.hints
    if not hints:
        _say(
            "Hint",
            f"`{exercise.id}` has no hints. Read the card of its check: it names what is not right yet.",
        )
        return
    shown = _log().next_hint(exercise.id)
    if shown < len(hints):
        more = len(hints) - shown - 1
        tail = f" ({more} more: call hint again.)" if more else " (This was the last hint.)"
        _say(f"Hint {shown + 1} of {len(hints)}", hints[shown] + tail)
    else:
        listing = "\n".join(f"{number}. {text}" for number, text in enumerate(hints, start=1))
        _say("All hints", "\n\n" + listing)


def solution(exercise_id: str = "") -> None:
    """Show the full solution of an exercise, once you have tried it."""
    exercise = _found(exercise_id, "No solution")
    if exercise is None:
        return
    if not _log().attempted(exercise.id):
        _say(
            "First try",
            f'Run `check("{exercise.id}", {exercise.name})` with an attempt of your own, however rough; '
            f'then the solution shows. `hint("{exercise.id}")` helps on the way.',
        )
        return
    text = find_solution(exercise.id)
    if text is None:
        _say("Solution", "The solutions are not part of this installation. Ask whoever gave you the course.")
        return
    _log().note_solution(exercise.id)
    _say(f"Solution of {exercise.title}", f"\n\n```python\n{text}\n```")


def _verdict(exercise_id: str, answer: Any) -> Verdict:
    try:
        return _judged(find(exercise_id), answer)
    except WorkbookError as error:
        return _misuse(exercise_id, str(error))
    except Exception as error:
        # A defect of ours that nothing nearer has caught: still a card, never a traceback.
        return _misuse(exercise_id, broken_check(exercise_id, error))


def _judged(exercise: Exercise | Question, answer: Any) -> Verdict:
    if answer is MISSING:
        example = f'check("{exercise.id}", {exercise.name})'
        return _misuse(exercise.id, f"The answer is missing. Write `{example}`.", exercise.title)
    if isinstance(answer, str) and isinstance(exercise, Exercise):
        message = f'Give your function itself, without quotes: `check("{exercise.id}", {exercise.name})`.'
        return _misuse(exercise.id, message, exercise.title)
    return judge_target(exercise, answer)


def _misuse(exercise_id: Any, message: str, title: str = "check") -> Verdict:
    """A verdict on a check that was called wrongly; worth no points and not recorded."""
    part = PartResult("the call of check", 0, Outcome.ERROR, Finding(message))
    return Verdict(shortened(exercise_id) if isinstance(exercise_id, str) else "", title, (part,))


def _advice(verdict: Verdict) -> str:
    if verdict.points == 0:
        return ""
    exercise = find(verdict.exercise_id)
    if isinstance(exercise, Question):
        chosen = verdict.outcome is Outcome.FAILED
        return "Choose again: each choice has its own explanation." if chosen else ""
    if verdict.outcome is Outcome.PASSED:
        return "These were the public cases; a grade is decided on other, held-out ones."
    return f'Stuck? `hint("{verdict.exercise_id}")`'


def _found(exercise_id: str, heading: str) -> Exercise | Question | None:
    if EXAMINER_VARIABLE in os.environ:
        print("There are no hints or solutions while your answers are graded.")
        return None
    try:
        return find(exercise_id)
    except Exception as error:
        _say(heading, str(error) if isinstance(error, WorkbookError) else broken_check(exercise_id, error))
        return None


def _show(verdict: Verdict, advice: str) -> None:
    if _in_notebook():
        from IPython.display import display

        display(Card(verdict, advice))
    else:
        _print(as_text(verdict, advice))


def _say(heading: str, text: str) -> None:
    if _in_notebook():
        from IPython.display import Markdown, display

        display(Markdown(f"**{heading}.** {text}"))
    else:
        _print(f"{heading}: {text.strip()}")


def _print(text: str) -> None:
    """Print, with escapes for what a plain Python's terminal has no characters for."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _in_notebook() -> bool:
    """Whether an IPython shell is there to display rich output."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


@cache
def _log_at(path: Any) -> AttemptLog:
    return AttemptLog(path, tell=lambda message: _say("Your attempts", message))


def _log() -> AttemptLog:
    return _log_at(attempts_file())
