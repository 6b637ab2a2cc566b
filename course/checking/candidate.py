"""What a judge sees of an answer: something to call, whether it runs in this process or behind a socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from course.checking.values import describe_argument

Takes = Literal["function", "model", "batches", "value"]

MAX_PRINTED = 10_000
"""Characters of a candidate's printed output that are kept."""

MAX_BATCHES = 1_000
"""Batches that a judge may ask for at once."""


class Candidate(Protocol):
    """What a judge needs of a candidate: it is given plain values and gives plain values back.

    Every method raises `CandidateProblem` when there is no usable answer. `printed` is what the candidate
    has written to stdout and stderr so far, `parameters` the names of its positional parameters.
    """

    name: str
    parameters: tuple[str, ...]
    printed: str

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the function, or have the model predict, once."""
        ...

    def batches(self, count: int, args: Sequence[Any]) -> list[Any]:
        """The first `count` batches, fewer when there are no more."""
        ...

    def value(self) -> Any:
        """The value that was given to check."""
        ...

    def configuration(self) -> str:
        """A Keras model's architecture as JSON text."""
        ...


class Answer:
    """A candidate as a judge sees it: call it like a function. Remembers how it was last called."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.last_call = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function, or have the model predict.

        Args:
            args: plain values, tuples or numpy scalars; a model gets `images`, (N, H, W, C) as its exercise says.
            kwargs: the same, by name.

        Returns:
            What came, rebuilt from plain types (see `course.checking.values.to_plain`).

        Raises:
            CandidateProblem: nothing usable came.
        """
        self.last_call = self._written(args, kwargs)
        return self.candidate.call(args, kwargs)

    def batches(self, count: int, *args: Any) -> list[Any]:
        """The first batches of a generator function, generator, data set or keras Sequence.

        Args:
            count: how many at most; up to `MAX_BATCHES`.
            args: for a function: what it is called with.

        Returns:
            A list of batches, each rebuilt from plain types: a tuple (images, labels) becomes a list of two arrays.

        Raises:
            CandidateProblem: nothing usable came.
        """
        if not 0 < count <= MAX_BATCHES:
            raise ValueError(f"a judge may ask for 1 to {MAX_BATCHES} batches, not {count}")
        self.last_call = self._written(args, {}) if args else self.candidate.name
        return self.candidate.batches(count, args)

    def value(self) -> Any:
        """The value that was given to check, rebuilt from plain types.

        Raises:
            CandidateProblem: it is not set yet, or of no plain type.
        """
        self.last_call = self.candidate.name
        return self.candidate.value()

    def architecture(self) -> Any:
        """A Keras model's architecture: an untrained keras.Model, rebuilt here from its configuration alone.

        Raises:
            CandidateProblem: the answer is no Keras model.
            Mismatch: it has layers that are not rebuilt here, or too many weights.
        """
        # TensorFlow takes seconds to import and most exercises do without.
        from course.checking.architecture import rebuild

        self.last_call = self.candidate.name
        return rebuild(self.candidate.configuration(), self.candidate.name)

    def _written(self, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
        """The call as the learner would type it."""
        names = self.candidate.parameters + ("",) * len(args)
        arguments = [describe_argument(value, name) for value, name in zip(args, names, strict=False)]
        arguments += [f"{key}={describe_argument(value)}" for key, value in kwargs.items()]
        return f"{self.candidate.name}({', '.join(arguments)})"
