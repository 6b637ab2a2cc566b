"""Draw an exercise's cases: the same public ones for everybody, or held-out ones from a secret seed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from course.checking.exercise import Case, Exercise, Part

CaseSource = Callable[[Exercise, Part], Iterable[Case]]
"""Gives the cases on which a part is judged. A judge may change what it is given."""


def public_cases(exercise: Exercise, part: Part) -> Iterator[Case]:
    """What a learner's notebook tries: the same draws each time."""
    return _drawn(exercise, part, None)


def held_out_cases(seed: int) -> CaseSource:
    """Other draws of the same kind, and the extra cases that are attached to the exercise.

    Args:
        seed: any whole number; the same one gives the same cases.
    """

    def draw(exercise: Exercise, part: Part) -> Iterator[Case]:
        return _drawn(exercise, part, seed)

    return draw


def _drawn(exercise: Exercise, part: Part, seed: int | None) -> Iterator[Case]:
    """The part's cases. Every part sees the same draws, so the parts can be read on their own."""
    maker = part.cases or exercise.make_cases
    if maker is None:
        yield Case("")
        return
    yield from maker(_generator(exercise.id, seed))
    extra = exercise.make_held_out_cases
    if seed is not None and part.cases is None and extra is not None:
        yield from extra(_generator(exercise.id + " extra", seed))


def _generator(label: str, seed: int | None) -> np.random.Generator:
    """Public draws depend on the exercise alone; held-out draws on the secret seed as well."""
    return np.random.default_rng([zlib.crc32(label.encode()), 0 if seed is None else 1 + abs(seed)])
