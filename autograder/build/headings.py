"""Headings that come from an exercise's definition, so that title, points and choices are typed once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.checking.running.forbidden import is_package

PLACEHOLDER = re.compile(r"^\{\{(exercise|question) ([a-z0-9_]+/[a-z0-9_]+)\}\}$", re.MULTILINE)


def expand(markdown: str) -> str:
    """Replace `{{exercise id}}` and `{{question id}}` lines by their headings.

    Raises:
        UnknownExercise: when there is no such id.
        ValueError: when an exercise is announced as a question or the other way round.
    """

    def heading(match: re.Match[str]) -> str:
        kind, exercise_id = match.groups()
        exercise = catalogue.find(exercise_id)
        if (kind == "question") != isinstance(exercise, Question):
            raise ValueError(f"{match[0]}: {exercise_id} is no {kind}")
        return question_text(exercise) if isinstance(exercise, Question) else exercise_heading(exercise)

    return PLACEHOLDER.sub(heading, markdown)


def announced(markdown: str) -> list[str]:
    """The ids of the placeholders in a markdown cell."""
    return [match[2] for match in PLACEHOLDER.finditer(markdown)]


def exercise_heading(exercise: Exercise) -> str:
    """Title, points and what they are for, and the library calls that would skip the point."""
    heading = f"### Exercise: {exercise.title} ({points_text(exercise.points)})"
    if len(exercise.parts) > 1:
        parts = ", ".join(f"{part.name} {part.points:g}" for part in exercise.parts)
        heading += f"\n\n*Points: {parts}.*"
    if exercise.forbids:
        names = forbidden_text(exercise.forbids)
        heading += f"\n\n*Build it yourself: an answer that calls {names} is not accepted here.*"
    return heading


def forbidden_text(forbids: Sequence[str]) -> str:
    """Names in words: "`dilate`, `block_reduce` or anything in `keras`, `scipy.ndimage`"."""
    functions = [f"`{name.rpartition('.')[2]}`" for name in forbids if not is_package(name)]
    packages = [f"`{name.removesuffix('.*')}`" for name in forbids if is_package(name)]
    texts = [", ".join(dict.fromkeys(functions)), f"anything in {', '.join(packages)}" if packages else ""]
    return " or ".join(filter(None, texts))


def question_text(question: Question) -> str:
    """Title, prompt, choices, and how to answer."""
    choices = "\n".join(f"- **{letter})** {choice.text}" for letter, choice in question.choices.items())
    letters = ", ".join(f'`"{letter}"`' for letter in question.choices)
    return (
        f"### Question: {question.title} ({points_text(question.points)})\n\n{question.prompt}\n\n{choices}\n\n"
        f"Set `{question.name}` to one of {letters}, then run the check."
    )


def points_text(points: float) -> str:
    """1 as "1 point", 2 as "2 points"."""
    return f"{points:g} point" + ("" if points == 1 else "s")
