"""Every extra held-out case belongs to an exercise, and none of them stands where learners read."""

import re
from pathlib import Path

import pytest

from autograder import heldout
from course.checking.definition import catalogue
from course.checking.definition.cases import held_out_cases, public_cases
from course.checking.definition.exercise import Exercise

heldout.attach()
EXTENDED = [
    exercise
    for exercise in catalogue.everything()
    if isinstance(exercise, Exercise) and exercise.held_out_makers
]


def test_every_decorated_function_has_reached_an_exercise_of_the_catalogue():
    decorated = {
        f"{path.stem}/{name}"
        for path in heldout.FOLDER.glob("[!_]*.py")
        for name in re.findall(r"^@(\w+)\.held_out_cases", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert decorated == {exercise.id for exercise in EXTENDED}
    assert len(decorated) >= 12


@pytest.mark.parametrize("exercise", EXTENDED, ids=lambda exercise: exercise.id)
def test_they_are_tried_beside_the_others(exercise):
    more = 0
    for part in exercise.parts:
        public, held_out = (list(draw(exercise, part)) for draw in (public_cases, held_out_cases(1)))
        assert len(held_out) >= len(public)
        more += len(held_out) - len(public)
    assert more >= len(exercise.held_out_makers)


def test_the_course_itself_holds_none():
    for path in Path(catalogue.__file__).parents[1].joinpath("exercises").rglob("*.py"):
        assert ".held_out_cases" not in path.read_text(encoding="utf-8"), path


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        heldout.attach(tmp_path / "nowhere")
