"""Find an exercise by its id."""

from __future__ import annotations

import difflib
import importlib
import os
import pkgutil
from functools import cache
from pathlib import Path

from course.checking.definition.exercise import Exercise, Question
from course.errors import WorkbookError

TOPICS_VARIABLE = "WORKBOOK_TOPICS"
"""Names a folder with further topics, a Python module or package each: an instructor's own exercises."""


class UnknownExercise(WorkbookError):
    """No exercise has this id; the message names the nearest ones."""


@cache
def topics() -> tuple[str, ...]:
    """The topics that have exercises, for example ("basics", "welcome")."""
    import course.exercises

    own = os.environ.get(TOPICS_VARIABLE)
    if own and own not in course.exercises.__path__:
        if not Path(own).is_dir():
            raise WorkbookError(f"{TOPICS_VARIABLE} is {own!r}, which is not a folder.")
        course.exercises.__path__.append(own)
    return tuple(sorted(module.name for module in pkgutil.iter_modules(course.exercises.__path__)))


@cache
def of_topic(topic: str) -> tuple[Exercise | Question, ...]:
    """A topic's exercises and questions in the order of its notebooks."""
    return tuple(importlib.import_module(f"course.exercises.{topic}").EXERCISES)


def everything() -> tuple[Exercise | Question, ...]:
    """Every exercise and question of every topic."""
    return tuple(exercise for topic in topics() for exercise in of_topic(topic))


def find(exercise_id: str) -> Exercise | Question:
    """The exercise or question with this id.

    Raises:
        UnknownExercise: with the nearest ids in its message.
    """
    if not isinstance(exercise_id, str) or not exercise_id:
        got = f"; you gave a value of type {type(exercise_id).__name__}" if exercise_id != "" else ""
        raise UnknownExercise(f'Give the exercise\'s id as text first, for example "basics/otsu"{got}.')
    topic = exercise_id.partition("/")[0]
    for exercise in of_topic(topic) if topic in topics() else ():
        if exercise.id == exercise_id:
            return exercise
    known = [exercise.id for exercise in everything()]
    near = difflib.get_close_matches(exercise_id, known, n=3, cutoff=0.5)
    advice = f"Did you mean {' or '.join(near)}?" if near else f"The topics are {', '.join(topics())}."
    raise UnknownExercise(f'No exercise is called "{exercise_id}". {advice}')
