"""What a learner reads on a card, in a notebook and in a terminal."""

import html
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from course.checking import Case, Exercise, expect
from course.checking.contract.verdict import Outcome, Verdict
from course.checking.definition.catalogue import find
from course.checking.definition.exercise import Question
from course.checking.judge import judge_target
from course.checking.showing.card import as_html, as_text

FRAMEWORK = ("Traceback", "course/checking", ".py", "candidate", "CandidateProblem", "Mismatch")


def judged(target: Any, exercise: str | Exercise | Question = "trial/twice", **options: Any) -> Verdict:
    """The verdict on a target, by default as an answer to trial/twice."""
    return judge_target(find(exercise) if isinstance(exercise, str) else exercise, target, **options)


def readings(verdict: Verdict) -> tuple[str, str]:
    """The card as it reads in a terminal and in a notebook, without its marks for code."""
    page = re.sub(r"<img [^>]*>", "", as_html(verdict))
    page = html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(code|b|i)\b[^>]*>", "", page)))
    return as_text(verdict).replace("`", ""), page


def assert_reads(verdict: Verdict, outcome: Outcome, *phrases: str) -> None:
    """Both cards have the outcome and the phrases, and show nothing of the framework's inside."""
    assert verdict.outcome is outcome, as_text(verdict)
    for text in readings(verdict):
        for phrase in phrases:
            assert phrase in text, text
        for word in FRAMEWORK:
            assert word not in text, text


def exercise_of(judge: Callable[..., None], *inputs: Any, **options: Any) -> Exercise:
    """An exercise called trial/f with one part; each input becomes a case with that `x`."""
    exercise = Exercise("trial/f", "Try f", **options)
    exercise.cases(lambda rng: [Case("an input", x=x) for x in inputs or (3,)])
    exercise.part("the part")(judge)
    return exercise


def returns_to(judge_value: Callable[[Any], Any], *inputs: Any, **options: Any) -> Exercise:
    """An exercise that hands what the candidate returns to a function of `expect`."""
    return exercise_of(lambda answer, case: judge_value(answer(case.x)), *inputs, **options)


A_PICTURE = np.arange(48, dtype=np.float64).reshape(6, 8)


def any_array(value: Any) -> Any:
    """Content with any array of numbers."""
    return expect.array(value)
