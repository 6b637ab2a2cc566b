"""Two answers beside each other, with the lines marked that they share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.report.answers import answers_of
from autograder.report.fingerprints import RUN, Tokens, runs, tokens_of
from autograder.report.similarity import Alike, Match

LINES_SHOWN = 120
"""Lines of an answer that are shown; an answer is rarely longer than 40."""

LINE_LENGTH = 200
"""Characters of a line that are shown."""


@dataclass(frozen=True)
class Line:
    """One line of an answer and whether the other one has it too, names and layout apart."""

    text: str
    shared: bool


@dataclass(frozen=True)
class Comparison:
    """One exercise: the lines of both students."""

    match: Match
    left: tuple[Line, ...]
    right: tuple[Line, ...]


def compare(alike: Alike, submitted: Path, module: str, most: int) -> list[Comparison]:
    """The answers of the two students who are most alike, their most alike exercises first.

    Args:
        alike: whom to compare.
        submitted: STUDENT/MODULE/*.ipynb.
        module: for example "01_basics".
        most: exercises to show.
    """
    left, right = (answers_of(submitted / student / module) for student in alike.example)
    comparisons = []
    for match in alike.matches[:most]:
        sources = left[match.exercise_id], right[match.exercise_id]
        tokens = tokens_of(sources[0]), tokens_of(sources[1])
        shared = np.intersect1d(runs(tokens[0]), runs(tokens[1]))
        lines = [_lines(source, of, shared) for source, of in zip(sources, tokens, strict=True)]
        comparisons.append(Comparison(match, *lines))
    return comparisons


def _lines(source: str, tokens: Tokens, shared: np.ndarray) -> tuple[Line, ...]:
    covered = np.zeros(len(tokens), dtype=bool)
    for start in np.flatnonzero(np.isin(runs(tokens), shared)):
        covered[start : start + RUN] = True
    # Most of a line, because a run that ends with the `x =` of the next line shares nothing of it.
    on_line = np.bincount(tokens.lines, minlength=1)
    marked = set(np.flatnonzero(2 * np.bincount(tokens.lines[covered], minlength=len(on_line)) > on_line))
    lines = source.splitlines()
    shown = tuple(
        Line(text[:LINE_LENGTH], number in marked) for number, text in enumerate(lines[:LINES_SHOWN], start=1)
    )
    if len(lines) > LINES_SHOWN:
        shown += (Line(f"… and {len(lines) - LINES_SHOWN} more lines", False),)
    return shown
