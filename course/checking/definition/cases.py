"""Draw an exercise's cases: the same public ones for everybody, or held-out ones from a secret seed.

Held-out draws are keyed: part by part, BLAKE2b turns the seed and the names of exercise and part into the key of a
generator of its own. Whoever recovers one part's key from what it was given learns nothing about the seed or another's.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

import numpy as np

from course.checking.definition.exercise import BadDefinition, Case, CaseMaker, Exercise, Part

Seed = int | str
"""A secret: a whole number or text, of which the text counts; "7" and 7 are the same."""

CaseSource = Callable[[Exercise, Part], Iterable[Case]]
"""Gives the cases on which a part is judged. A judge may change what it is given."""


def public_cases(exercise: Exercise, part: Part) -> Iterator[Case]:
    """What a learner's notebook tries: the same draws each time."""
    return _drawn(exercise, part, None)


def held_out_cases(seed: Seed) -> CaseSource:
    """Other draws of the same kind, and the extra cases that are attached to the exercise.

    Args:
        seed: the same one gives the same cases.
    """

    def draw(exercise: Exercise, part: Part) -> Iterator[Case]:
        return _drawn(exercise, part, seed)

    return draw


def _drawn(exercise: Exercise, part: Part, seed: Seed | None) -> Iterator[Case]:
    """The part's cases. In public every part sees the same draws, so what one part shows is true of the next."""
    if not exercise.makers:
        yield Case("")
        return
    wanted = part.kinds or exercise.kinds
    if seed is None:
        for maker in exercise.makers:
            yield from _of_kinds(maker, wanted, exercise.id, _public_generator(exercise.id))
        return
    for number, maker in enumerate((*exercise.makers, *exercise.held_out_makers)):
        rng = _held_out_generator(seed, f"{exercise.id}\n{part.name}\n{number}")
        yield from _of_kinds(maker, wanted, exercise.id, rng)


def _of_kinds(
    maker: CaseMaker, wanted: Sequence[str], exercise_id: str, rng: np.random.Generator
) -> Iterator[Case]:
    """A maker's cases of the kinds that are wanted.

    Raises:
        BadDefinition: it makes a case of a kind it has not promised, or none of one it has.
    """
    if not set(maker.kinds) & set(wanted):
        return
    made: set[str] = set()
    for case in maker.make(rng):
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


def _public_generator(exercise_id: str) -> np.random.Generator:
    return np.random.default_rng([zlib.crc32(exercise_id.encode()), 0])


def _held_out_generator(seed: Seed, label: str) -> np.random.Generator:
    secret = blake2b(str(seed).encode()).digest()
    return np.random.default_rng(int.from_bytes(blake2b(label.encode(), key=secret, digest_size=32).digest()))
