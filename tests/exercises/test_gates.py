"""A gate on an accuracy keeps naive baselines out, whatever is drawn."""

from dataclasses import replace
from typing import Any

import pytest

from autograder.authoring.gates import Measurement, measuring
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise
from tests.exercises.answers import all_answers
from tests.exercises.judging import judged
from tests.exercises.seeds import FIRST
from tests.exercises.solved import solution

SEEDS = (None, FIRST, FIRST + 1)
BASELINES = [answer for answer in all_answers() if answer.path.stem.startswith("wrong_baseline_")]
EXERCISES = [each for each in catalogue.everything() if isinstance(each, Exercise)]


def measure(exercise: Exercise, target: Any, seed: int | None) -> list[Measurement]:
    """What the gates let through, on the draws that the answers are judged on."""
    with measuring() as found:
        judged(exercise, target, seed)
    return found


def together(draws: list[Measurement]) -> Measurement:
    """Of several draws as if they were one: a lucky draw alone says little."""
    return replace(draws[0], right=sum(d.right for d in draws), shown=sum(d.shown for d in draws))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_gate_has_a_baseline_that_stays_far_below_it(exercise: Exercise) -> None:
    reference = measure(exercise, solution(exercise.id), None)
    baselines = [answer.load(exercise) for answer in BASELINES if answer.exercise_id == exercise.id]
    found = [[measure(exercise, baseline, seed) for seed in SEEDS if reference] for baseline in baselines]
    for number, gate in enumerate(reference):
        of_all_draws = [together([draw[number] for draw in draws]) for draws in found]
        upper_ends = [each.interval[1] for each in of_all_draws]
        assert min(upper_ends, default=1.0) < gate.gate, f"no wrong_baseline_*.py stays below {gate}"
