"""Cases drawn once: every submission of a run is judged on the same ones."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from course.checking.definition.cases import CaseSource
from course.checking.definition.exercise import Case, Exercise, Part


class CaseStore:
    """Draws the cases of a part when they are first asked for and keeps them.

    Args:
        draw: makes them, for example `held_out_cases(seed)`.
    """

    def __init__(self, draw: CaseSource) -> None:
        self._draw = draw
        self._drawn: dict[tuple[str, str], list[Case]] = {}

    def __call__(self, exercise: Exercise, part: Part) -> Iterator[Case]:
        """A copy of every case, so that a judge that changes one changes it for nobody else."""
        key = (exercise.id, part.name)
        if key not in self._drawn:
            self._drawn[key] = list(self._draw(exercise, part))
        return (copy.deepcopy(case) for case in self._drawn[key])
