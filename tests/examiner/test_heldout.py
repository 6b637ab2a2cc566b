"""Every extra held-out case belongs to an exercise, and none of them stands where learners read."""

from pathlib import Path

import pytest

from autograder import heldout
from course.checking import catalogue
from course.checking.cases import held_out_cases, public_cases
from course.checking.exercise import Exercise

heldout.attach()
EXTENDED = [
    exercise
    for topic in ("basics", "welcome")
    for exercise in catalogue.of_topic(topic)
    if isinstance(exercise, Exercise) and exercise.make_held_out_cases
]


def test_twelve_exercises_have_them():
    assert len(EXTENDED) == 12


@pytest.mark.parametrize("exercise", EXTENDED, ids=lambda exercise: exercise.id)
def test_they_are_tried_beside_the_others(exercise):
    part = next(part for part in exercise.parts if part.cases is None)
    public = [case.name for case in public_cases(exercise, part)]
    held_out = [case.name for case in held_out_cases(1)(exercise, part)]
    assert len(held_out) > len(public)


def test_the_course_itself_holds_none():
    for path in Path(catalogue.__file__).parents[1].joinpath("exercises").rglob("*.py"):
        assert ".held_out_cases" not in path.read_text(encoding="utf-8"), path


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        heldout.attach(tmp_path / "nowhere")
