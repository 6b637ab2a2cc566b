"""Draw an exercise's cases: the same public ones for everybody, or held-out ones from a secret seed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from course.checking.definition.exercise import BadDefinition, Case, CaseMaker, Exercise, Part

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
    if not exercise.makers:
        yield Case("")
        return
    wanted = part.kinds or exercise.kinds
    for maker in exercise.makers:
        yield from _of_kinds(maker, wanted, exercise.id, seed)
    if seed is not None:
        for maker in exercise.held_out_makers:
            yield from _of_kinds(maker, wanted, exercise.id, seed, " extra")


def _of_kinds(
    maker: CaseMaker, wanted: Sequence[str], exercise_id: str, seed: int | None, label: str = ""
) -> Iterator[Case]:
    """A maker's cases of the kinds that are wanted.

    Raises:
        BadDefinition: it makes a case of a kind it has not promised, or none of one it has.
    """
    if not set(maker.kinds) & set(wanted):
        return
    made: set[str] = set()
    for case in maker.make(_generator(exercise_id + label, seed)):
        if not case.kind and len(maker.kinds) == 1:
            case.kind = maker.kinds[0]
        if case.kind not in maker.kinds:
            raise BadDefinition(
                f"{exercise_id}: {case!r} is of the kind {case.kind!r}; its maker promises "
                f"{', '.join(map(repr, maker.kinds))}."
            )
        made.add(case.kind)
        if case.kind in wanted:
            yield case
    if missing := set(maker.kinds) - made:
        raise BadDefinition(
            f"{exercise_id}: no case of the kind {', '.join(map(repr, sorted(missing)))} was made."
        )


def _generator(label: str, seed: int | None) -> np.random.Generator:
    """Public draws depend on the exercise alone; held-out draws on the secret seed as well."""
    return np.random.default_rng([zlib.crc32(label.encode()), 0 if seed is None else 1 + abs(seed)])
