"""The examiner's verdict is the one that judging in this process would have given, and so is its card."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby

import numpy as np
import pytest

from autograder import heldout
from autograder.examiner.client import Examiner
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.showing.card import as_text
from tests.examiner.conftest import SEED, examined
from tests.exercises.answers import AnswerFile, all_answers
from tests.exercises.judging import judged

heldout.attach()


def two_of_each() -> list[AnswerFile]:
    """A right and a wrong answer to every exercise."""
    chosen = []
    for _, answers in groupby(all_answers(), key=lambda answer: answer.exercise_id):
        answers = list(answers)
        chosen += [next(a for a in answers if a.right), next(a for a in answers if not a.right)]
    return chosen


def without_times(verdict):
    return {key: value for key, value in verdict.items() if key != "seconds"}


@pytest.fixture(scope="session")
def course_examiner() -> Iterator[Examiner]:
    """One for all exercises: their tests run in groups, between those of other files, and it takes seconds to start."""
    with Examiner(SEED) as examiner:
        yield examiner


@pytest.mark.parametrize("answer", two_of_each(), ids=lambda answer: answer.label)
def test_answers_to_the_course(course_examiner, tmp_path, answer):
    exercise = catalogue.find(answer.exercise_id)
    target = answer.load(exercise)
    here = judged(exercise, target, SEED)
    there = examined(course_examiner, tmp_path / "socket", exercise.id, target)
    assert there.reason == ""
    assert without_times(there.verdict) == without_times(here.to_dict())
    assert there.text == as_text(here)
    assert (here.outcome is Outcome.PASSED) == answer.right


def batches(images, labels):
    for start in range(0, len(images), 4):
        yield images[start : start + 4] / 2, labels[start : start + 4]


def closes_stdout(image):
    print("to stdout")
    return 2 * image


class Brightest:
    def predict(self, values):
        return values.max()


def difference_quotient(function, x):
    return (function(x + 1e-5) - function(x - 1e-5)) / 2e-5


def asks_again_and_again(function, x):
    """Until the time is up, and once more afterwards."""
    while True:
        with suppress(ValueError):
            function(x)


def asks_too_often(function, x):
    for _ in range(5_001):
        try:
            function(x)
        except ValueError:
            return 0.0


def numbers_for_ever():
    number = 0
    while True:
        yield number
        number += 1


@pytest.mark.parametrize(
    ("exercise_id", "target", "outcome"),
    [
        ("trial/twice", lambda image: image * 2, "passed"),
        ("trial/twice", lambda image: image * 2 if len(image) > 1 else image, "failed"),
        ("trial/twice", lambda image: 1 / 0, "error"),
        ("trial/twice", lambda image: exit(), "error"),
        ("trial/twice", lambda image: image.fill(0), "failed"),
        ("trial/twice", lambda image: {1, 2}, "failed"),
        ("trial/twice", lambda image: 10**40_000, "failed"),
        (
            "trial/twice",
            lambda image: [float("nan"), -float("inf"), 1e308, -0.0, 10**30, "half \ud800"],
            "failed",
        ),
        ("trial/twice", lambda image: np.array([b"bytes"]), "failed"),
        ("trial/twice", lambda image: print("x" * 50_000), "failed"),
        ("trial/twice", closes_stdout, "passed"),
        ("trial/twice", lambda image: ..., "not attempted"),
        ("trial/twice", None, "not attempted"),
        ("trial/twice", 4, "error"),
        ("trial/brightest", Brightest(), "passed"),
        ("trial/brightest", Brightest, "error"),
        ("trial/broken", lambda: 1, "error"),
        ("trial/caseless", lambda x: x, "error"),
        ("trial/colour", "B", "passed"),
        ("trial/colour", "a", "failed"),
        ("trial/colour", None, "not attempted"),
        ("trial/colour", {"b"}, "failed"),
        ("takes/halves", batches, "passed"),
        ("takes/halves", lambda images, labels: [], "failed"),
        ("takes/halves", 7, "error"),
        ("takes/stream", numbers_for_ever, "passed"),
        ("takes/stream", range(3), "passed"),
        ("takes/settings", {"rate": 0.1, "size": (32, 32)}, "passed"),
        ("takes/settings", {"rate": 0.2}, "failed"),
        ("takes/settings", None, "not attempted"),
        ("takes/built", lambda: Brightest(), "failed"),
        ("takes/built", lambda: None, "failed"),
        ("takes/slope", difference_quotient, "passed"),
        ("takes/slope", lambda function, x: (function(x=x + 1e-5) - function(x=x - 1e-5)) / 2e-5, "passed"),
        ("takes/slope", lambda function, x: 0.0, "failed"),
        ("takes/slope", lambda function, x: function(y=x), "error"),
        ("takes/slope", lambda function, x: function(x, x=x), "error"),
        ("takes/slope", lambda function, x: function(x, x), "error"),
        ("takes/slope", lambda function, x: function("x"), "error"),
        ("takes/slope", lambda function, x: function({x}), "error"),
        ("takes/slope", lambda function, x: function(*range(30)), "error"),
        ("takes/slope", lambda function, x: function, "failed"),
        ("takes/slope", asks_too_often, "failed"),
    ],
)
def test_whatever_an_answer_does(examine, exercise_id, target, outcome):
    here = judged(catalogue.find(exercise_id), target, SEED)
    there = examine(exercise_id, target)
    assert there.verdict["outcome"] == outcome, there.text
    assert without_times(there.verdict) == without_times(here.to_dict())
    assert there.text == as_text(here)
    assert there.reason == ""
    there.text.encode()
    there.html.encode()


def test_an_answer_that_asks_for_ever_is_stopped_between_two_questions(examine):
    examination = examine("takes/slope", asks_again_and_again)
    assert examination.reason == ""
    assert "had not returned after 5 seconds" in examination.text


def test_what_is_printed_is_told_and_cut(examine):
    def prints(image):
        print("first line")
        print("x" * 50_000)
        return image * 2

    (note,) = examine("trial/twice", prints).verdict["notes"]
    assert "printed more than 2 lines (the first: “first line”)" in note


def test_held_out_cases_decide(examine):
    def fails_on_black(image):
        return image * 2 if image.any() else image + 1

    examination = examine("trial/twice", fails_on_black)
    assert [part["outcome"] for part in examination.verdict["parts"]] == ["failed", "passed"]
    assert examination.verdict["parts"][0]["case"] == "a black picture"


def test_the_card_shows_the_pictures(examine):
    assert "data:image/png;base64," in examine("trial/twice", lambda image: image).html
