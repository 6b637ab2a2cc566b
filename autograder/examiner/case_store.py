"""Held-out cases, drawn once: every submission of a run is judged on the same ones."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from course.checking.cases import held_out_cases
from course.checking.exercise import Case, CaseMaker, Exercise, Part


class CaseStore:
    """Draws the cases of a part when they are first asked for and keeps them.

    Args:
        seed: the run's secret.
    """

    def __init__(self, seed: int) -> None:
        self._draw = held_out_cases(seed)
        self._drawn: dict[tuple[str, CaseMaker | None], list[Case]] = {}

    def __call__(self, exercise: Exercise, part: Part) -> Iterator[Case]:
        """A copy of every case, so that a judge that changes one changes it for nobody else."""
        key = (exercise.id, part.cases)
        if key not in self._drawn:
            self._drawn[key] = list(self._draw(exercise, part))
        return (copy.deepcopy(case) for case in self._drawn[key])
