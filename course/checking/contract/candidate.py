"""What can be asked of a candidate, whether it runs in this process or behind a socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

Takes = Literal["function", "model", "builder", "batches", "value"]

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

    @property
    def printed(self) -> str:
        """What the candidate has written so far."""
        ...

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the function, or have the model predict, once; a function in `args` answers the candidate meanwhile."""
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

    def weights(self) -> list[Any]:
        """A Keras model's weights, arrays and numbers in the model's own order."""
        ...
