"""Every stored answer gets the verdict it deserves; every exercise has enough of them."""

import pytest

from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.checking.showing.card import as_text
from tests.exercises.answers import AnswerFile, all_answers
from tests.exercises.judging import judged
from tests.exercises.seeds import FIRST

ANSWERS = all_answers()


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a.right], ids=lambda a: a.label)
def test_a_right_answer_earns_every_point(answer: AnswerFile) -> None:
    exercise = catalogue.find(answer.exercise_id)
    target = answer.load(exercise)
    for seed in (None, FIRST, FIRST + 1):
        verdict = judged(exercise, target, seed)
        assert verdict.outcome is Outcome.PASSED, as_text(verdict)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if not a.right], ids=lambda a: a.label)
def test_a_wrong_answer_is_refused_with_its_message(answer: AnswerFile) -> None:
    exercise = catalogue.find(answer.exercise_id)
    target = answer.load(exercise)
    verdict = judged(exercise, target, FIRST)
    text = as_text(verdict)
    assert verdict.outcome is not Outcome.PASSED, "accepted, but it is wrong"
    assert str(verdict.outcome) == answer.outcome, text
    assert answer.message in text
    if answer.parts:
        passed = sum(part.outcome is Outcome.PASSED for part in verdict.parts)
        assert f"{passed} of {len(verdict.parts)}" == answer.parts, text
    if isinstance(exercise, Exercise):
        public = judged(exercise, target)
        assert (public.outcome is Outcome.PASSED) == answer.held_out, as_text(public)


@pytest.mark.parametrize("exercise", catalogue.everything(), ids=lambda e: e.id)
def test_an_exercise_has_enough_answers_to_test_it(exercise: Exercise | Question) -> None:
    mine = [answer for answer in ANSWERS if answer.exercise_id == exercise.id]
    wrong_wanted = len(exercise.choices) if isinstance(exercise, Question) else 4
    assert sum(answer.right for answer in mine) >= 2
    assert sum(not answer.right for answer in mine) >= min(wrong_wanted, 4)


def test_no_answer_belongs_to_an_exercise_that_does_not_exist() -> None:
    ids = {exercise.id for exercise in catalogue.everything()}
    assert {answer.exercise_id for answer in ANSWERS} <= ids
