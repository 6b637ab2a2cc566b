"""Measure what a gate on an accuracy lets through: the reference on many draws, and a naive baseline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np

from course.checking import expect
from course.checking.definition.exercise import Exercise
from course.checking.judge import judge_target


@dataclass(frozen=True)
class Measurement:
    """One accuracy that a judge insisted on.

    Args:
        of: what was shown: "garments".
        gate: 0..1, what the lower end of the interval should reach.
        right: how many were recognised.
        shown: of so many.
    """

    of: str
    gate: float
    right: int
    shown: int

    @property
    def interval(self) -> tuple[float, float]:
        """The share recognised, with 95 % confidence; both ends 0..1."""
        return expect.wilson_interval(self.right, self.shown)

    @property
    def passes(self) -> bool:
        """Whether the gate lets it through."""
        return self.interval[0] >= self.gate


@contextmanager
def measuring() -> Iterator[list[Measurement]]:
    """Record every accuracy a judge insists on; meanwhile none is refused, so that a part measures all its cases."""
    found: list[Measurement] = []

    def measure(
        got: Any, labels: np.ndarray, gate: float, *, of: str = "", known: Any = None, **_: Any
    ) -> None:
        correct = expect.correct(got, labels, of=of, known=known)
        if gate > 0:
            found.append(Measurement(of, gate, int(correct.sum()), len(correct)))

    with mock.patch.object(expect, "accuracy", measure):
        yield found


def measure(exercise: Exercise, target: Any, seed: int | None) -> list[Measurement]:
    """The accuracies of an answer on one draw, in the order of the exercise's parts and cases.

    Args:
        exercise: whose judge asks.
        target: the learner's function or trained model.
        seed: of the held-out draw; None for the public cases.
    """
    with measuring() as found:
        judge_target(exercise, target, held_out_seed=seed)
    return found
