"""A candidate in another process: the same as one in this, for a judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.examiner.conversation import Conversation
from autograder.examiner.replies import are_names
from course.checking.contract.callback import name_of, parameters_of
from course.checking.contract.candidate import Takes
from course.checking.judge import OpenCandidate
from course.checking.running.local_candidate import MAX_CONFIGURATION


def opener(conversation: Conversation) -> OpenCandidate:
    """What a judge opens the answer at the other end of a conversation with."""

    def open_candidate(name: str, *, takes: Takes, seconds: float, forbids: Sequence[str]) -> RemoteCandidate:
        return RemoteCandidate(conversation, name, takes=takes, seconds=seconds, forbids=forbids)

    return open_candidate


class RemoteCandidate:
    """The proxy of an answer at the other end of a conversation.

    Args:
        conversation: has been greeted.
        name: how messages call it.
        takes: see `LocalCandidate`.
        seconds: time limit of one request.
        forbids: dotted names of functions the answer must not call.

    Raises:
        CandidateProblem: see `LocalCandidate`; of kind LOST when the other side says nothing sensible.
    """

    def __init__(
        self, conversation: Conversation, name: str, *, takes: Takes, seconds: float, forbids: Sequence[str]
    ) -> None:
        self.name = name
        self._conversation = conversation
        self._seconds = seconds
        parameters = self._ask(
            {"do": "open", "name": name, "takes": takes, "seconds": seconds, "forbids": list(forbids)}
        )
        conversation.insist(are_names(parameters), "list of parameters")
        self.parameters = tuple(parameters)

    @property
    def printed(self) -> str:
        """What the answer has printed so far."""
        return self._conversation.printed

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the function, or have the model predict, once; a function in `args` answers it meanwhile."""
        functions = {number: value for number, value in enumerate(args) if callable(value)}
        request = {
            "do": "call",
            "args": [None if callable(value) else value for value in args],
            "kwargs": kwargs,
            "functions": {
                number: {"name": name_of(function), "parameters": parameters_of(function)}
                for number, function in functions.items()
            },
        }
        return self._conversation.ask(self.name, self._seconds, request, functions)

    def batches(self, count: int, args: Sequence[Any]) -> list[Any]:
        """The first `count` batches, fewer when there are no more."""
        batches = self._ask({"do": "batches", "count": count, "args": list(args)})
        self._conversation.insist(
            type(batches) is list and len(batches) <= count, "list of that many batches"
        )
        return batches

    def value(self) -> Any:
        """The value that was given to check."""
        return self._ask({"do": "value"})

    def configuration(self) -> str:
        """A Keras model's architecture as JSON text."""
        text = self._ask({"do": "configuration"})
        self._conversation.insist(type(text) is str and len(text) <= MAX_CONFIGURATION, "configuration")
        return text

    def weights(self) -> list[Any]:
        """A Keras model's weights, arrays and numbers in the model's own order."""
        weights = self._ask({"do": "weights"})
        fits = type(weights) is list and all(isinstance(each, np.ndarray | int | float) for each in weights)
        self._conversation.insist(fits, "list of arrays")
        return weights

    def _ask(self, request: dict[str, Any]) -> Any:
        return self._conversation.ask(self.name, self._seconds, request)
