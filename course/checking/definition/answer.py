"""What a judge sees of an answer: something to call, wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checking.contract.candidate import MAX_BATCHES, Candidate
from course.checking.contract.problems import Mismatch
from course.checking.contract.values import describe, describe_argument
from course.checking.definition.rebuilt_model import rebuild, take_weights

REQUEST_BYTES = 128 << 20
"""Images in one request to a trained model; 256 MB may travel. Keras needs a quarter of a second for each request,
whatever is in it."""


class Answer:
    """A candidate as a judge sees it: call it like a function. Remembers how it was last called."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.last_call = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function, or have the model predict.

        Args:
            args: plain values, tuples or numpy scalars; a model gets `images`, (N, H, W, C) as its exercise says.
                A function among them is called by the answer and computed here. It faces a stranger: whatever it is
                given, it checks before it computes, and raises a ValueError that the learner can read.
            kwargs: the same, by name.

        Returns:
            What came, rebuilt from plain types (see `course.checking.contract.values.to_plain`).

        Raises:
            CandidateProblem: nothing usable came.
        """
        return self.written(self._written(args, kwargs), *args, **kwargs)

    def written(self, text: str, /, *args: Any, **kwargs: Any) -> Any:
        """Call the function as `__call__` does, and have the card show the call as `text`, `blur(image, 3)`."""
        self.last_call = text
        return self.candidate.call(args, kwargs)

    def predictions(self, images: np.ndarray, *, request_bytes: int = REQUEST_BYTES) -> np.ndarray:
        """What a trained model gives for many images, asked for in batches so that no message gets large.

        Args:
            images: (N, ...), N at least 1.
            request_bytes: of images in one request.

        Returns:
            (N, ...): the rows of all batches, one for each image.

        Raises:
            CandidateProblem: nothing usable came.
            Mismatch: a batch did not come back as one row of finite numbers for each image.
        """
        batch = max(1, request_bytes // images[0].nbytes)
        rows = [self._rows_for(images[start : start + batch]) for start in range(0, len(images), batch)]
        if len({row.shape[1:] for row in rows}) > 1:
            shapes = sorted({row.shape[1:] for row in rows})
            raise Mismatch(f"should give rows of one shape for every batch; yours come in shapes {shapes}")
        return np.concatenate(rows)

    def _rows_for(self, images: np.ndarray) -> np.ndarray:
        got = self(images)
        if (
            not isinstance(got, np.ndarray)
            or got.dtype.kind not in "buif"
            or got.shape[:1] != images.shape[:1]
        ):
            raise Mismatch(
                f"should give an array with one row for each of {len(images)} inputs; yours gave {describe(got)}",
                expected=f"{len(images)} rows",
                got=describe(got),
            )
        if not np.isfinite(got).all():
            raise Mismatch(
                "should give ordinary numbers; some of yours are not a number (NaN) or infinite. Did the loss become "
                "NaN while it trained?"
            )
        return got

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
        self.last_call = self.candidate.name
        return rebuild(self.candidate.configuration(), self.candidate.name)

    def give_weights_to(self, architecture: Any) -> None:
        """Put a Keras model's weights into its architecture: nothing of the learner's runs in the copy.

        Args:
            architecture: from `architecture`.

        Raises:
            CandidateProblem: the answer is no Keras model.
            Mismatch: its weights are not those of its configuration.
        """
        take_weights(architecture, self.candidate.weights(), self.candidate.name)

    def _written(self, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
        """The call as the learner would type it."""
        names = self.candidate.parameters + ("",) * len(args)
        arguments = [describe_argument(value, name) for value, name in zip(args, names, strict=False)]
        arguments += [f"{key}={describe_argument(value)}" for key, value in kwargs.items()]
        return f"{self.candidate.name}({', '.join(arguments)})"
