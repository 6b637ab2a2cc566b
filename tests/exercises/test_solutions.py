"""The solution in every text source earns full points whatever is drawn, and the unsolved stub none."""

from itertools import chain

import pytest

from autograder.build.solved import namespace_before
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.checking.showing.card import as_text
from course.checking.showing.solutions import find_solution
from tests.exercises.judging import judged
from tests.exercises.seeds import seeds
from tests.exercises.solved import solution

EVERYTHING = catalogue.everything()


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_solution_earns_full_points_for_every_seed(exercise: Exercise | Question) -> None:
    target = solution(exercise.id)
    for seed in chain([None], seeds()):
        verdict = judged(exercise, target, seed)
        assert verdict.outcome is Outcome.PASSED, f"seed {seed}\n{as_text(verdict)}"


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_unsolved_stub_is_not_attempted(exercise: Exercise | Question) -> None:
    verdict = judged(exercise, namespace_before(exercise.id, solved=False)[exercise.name])
    assert verdict.outcome is Outcome.NOT_ATTEMPTED, as_text(verdict)


@pytest.mark.parametrize("exercise", EVERYTHING, ids=lambda e: e.id)
def test_the_solution_can_be_shown(exercise: Exercise | Question) -> None:
    text = find_solution(exercise.id)
    assert text and exercise.name in text
    assert "SOLUTION" not in text


@pytest.mark.parametrize("exercise", [e for e in EVERYTHING if isinstance(e, Exercise)], ids=lambda e: e.id)
def test_an_exercise_has_graded_hints_and_named_parts(exercise: Exercise) -> None:
    assert len(exercise.hints) >= 2
    assert len({part.name for part in exercise.parts}) == len(exercise.parts) >= 1
    assert all(part.points > 0 for part in exercise.parts)


@pytest.mark.parametrize("question", [e for e in EVERYTHING if isinstance(e, Question)], ids=lambda e: e.id)
def test_a_question_explains_every_choice(question: Question) -> None:
    assert question.right in question.choices
    assert len(question.choices) >= 3
    assert all(len(choice.why) > 20 for choice in question.choices.values())
