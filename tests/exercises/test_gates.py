"""A gate on an accuracy keeps naive baselines out, whatever is drawn."""

import pytest

from autograder.authoring.gates import measure
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise
from tests.exercises.answers import all_answers
from tests.exercises.solved import solution

SEEDS = (None, 1, 2)
BASELINES = [answer for answer in all_answers() if answer.path.stem.startswith("wrong_baseline_")]
EXERCISES = [each for each in catalogue.everything() if isinstance(each, Exercise)]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_gate_has_a_baseline_that_stays_far_below_it(exercise: Exercise) -> None:
    reference = measure(exercise, solution(exercise.id), None)
    baselines = [answer.load(exercise) for answer in BASELINES if answer.exercise_id == exercise.id]
    for seed in SEEDS if reference else ():
        found = [measure(exercise, baseline, seed) for baseline in baselines]
        for number, gate in enumerate(reference):
            upper_ends = [each[number].interval[1] for each in found]
            assert min(upper_ends, default=1.0) < gate.gate, f"no wrong_baseline_*.py stays below {gate}"
