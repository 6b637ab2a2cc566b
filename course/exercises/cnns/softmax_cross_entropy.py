"""Notebook 2, The loss and its gradient: the mean cross-entropy of softmax, where logits are large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import logsumexp, softmax

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.cross_entropy import loss_and_gradient

softmax_cross_entropy = Exercise(
    "cnns/softmax_cross_entropy",
    "The loss and its gradient",
    hints=[
        "Work on a copy in float64 and subtract each row's largest logit first: `keepdims=True` makes it fit.",
        "The logarithm of a probability is `shifted - log(sum of exp(shifted))`, with the sum over the row. Written "
        "this way no logarithm of 0 is ever taken.",
        "`log_probabilities[np.arange(len(labels)), labels]` picks the right class's entry of every row. The loss is "
        "minus its mean.",
        "The gradient: the probabilities, `np.exp(log_probabilities)`; subtract 1 at every row's label; divide by "
        "the number of pictures. Return `loss, gradient`.",
    ],
    forbids=[
        "scipy.special.softmax",
        "scipy.special.log_softmax",
        "scipy.special.logsumexp",
        "sklearn.metrics.log_loss",
        "sklearn.utils.extmath.softmax",
        "keras.*",
        "tensorflow.*",
        "torch.*",
    ],
)


@softmax_cross_entropy.cases("ordinary")
def ordinary_logits(rng: np.random.Generator) -> Iterator[Case]:
    """Logits as an untrained network gives them, and one that is sure of itself."""
    for pictures, classes, spread in ((6, 10, 0.5), (9, 4, 4.0), (1, 3, 1.0)):
        yield _batch(f"{pictures} x {classes} logits", rng, pictures, classes, spread)


@softmax_cross_entropy.cases("large")
def large_logits(rng: np.random.Generator) -> Iterator[Case]:
    """Of a size at which e to their power is infinite, or 0 everywhere."""
    yield _batch("logits around 10,000", rng, 5, 4, 2.0, centre=1e4)
    yield _batch("logits around -10,000", rng, 4, 6, 2.0, centre=-1e4)
    yield _batch("logits from -10,000 to 10,000", rng, 6, 5, 6e3)


def _batch(
    name: str, rng: np.random.Generator, pictures: int, classes: int, spread: float, centre: float = 0.0
) -> Case:
    logits = rng.normal(centre, spread, (pictures, classes))
    return Case(name, logits=logits, labels=rng.integers(0, classes, pictures))


def _both(answer: Answer, case: Case) -> tuple[Any, Any]:
    """Loss and gradient as returned; numbers that overflowed are named here, because they say what went wrong."""
    got = answer(case.logits, case.labels)
    if not isinstance(got, list) or len(got) != 2:
        expect.fail(
            "`softmax_cross_entropy(logits, labels)` should return two things, the loss and its gradient: `return "
            "loss, gradient`.",
            expected="a number and an array",
            got=got,
        )
    for value, name in zip(got, ("loss", "gradient"), strict=True):
        numbers = np.asarray(value) if isinstance(value, (float, np.ndarray)) else np.zeros(1)
        if numbers.dtype.kind == "f" and not np.isfinite(numbers).all():
            expect.fail(
                f"With {case.name} the {name} in yours is not finite. Either e to the power of a large number was "
                "taken, which is infinite, or the logarithm of a probability that had become 0. Subtract the row's "
                "largest logit before `np.exp`, and take the logarithm of the *sum*, not of the quotient."
            )
    return got[0], got[1]


@softmax_cross_entropy.part("the loss", points=1, kinds=("ordinary",))
def is_the_mean_surprise(answer: Answer, case: Case) -> None:
    """Minus the mean logarithm of the probability of the right class."""
    _insist_on_loss(answer, case)


@softmax_cross_entropy.part("the gradient", points=2, kinds=("ordinary",))
def points_away_from_the_label(answer: Answer, case: Case) -> None:
    """Probabilities, less 1 at the label, over the number of pictures."""
    _insist_on_gradient(answer, case)


@softmax_cross_entropy.part("large logits", points=2, kinds=("large",))
def stays_finite(answer: Answer, case: Case) -> None:
    """Both, where a careless exponential overflows."""
    _insist_on_loss(answer, case)
    _insist_on_gradient(answer, case)


def _insist_on_loss(answer: Answer, case: Case) -> None:
    loss, _ = _both(answer, case)
    logits, rows = case.logits, np.arange(len(case.labels))
    right, _ = loss_and_gradient(logits, case.labels)
    at_labels = softmax(logits, axis=1)[rows, case.labels]
    mistakes = {
        "Yours is the sum over the pictures; take their mean": right * len(rows),
        "The sign is wrong: logarithms of probabilities are negative, and the loss is minus their mean": -right,
        "Yours takes logarithms to the base 2; the loss is in nats, with `np.log`": right / np.log(2),
        "Yours is one minus the mean probability, without the logarithm": 1 - float(at_labels.mean()),
        "Yours is the mean over all entries of the batch; take it over the pictures": right / logits.shape[1],
        "Yours is the logarithm of the mean probability; take the logarithms first, then their mean": -float(
            np.log(max(at_labels.mean(), 1e-300))
        ),
        "Probabilities near 0 were raised before the logarithm in yours, so a network that is surely wrong gets off "
        "cheaply": -float(np.log(np.clip(at_labels, 1e-12, None)).mean()),
        "Logits were cut off at 500 in yours, so a network that is surely wrong gets off cheaply": loss_and_gradient(
            np.clip(logits, -500, 500), case.labels
        )[0],
        "Probabilities of 0 were raised to 1e-300 before the logarithm in yours, so a network that is surely wrong "
        "gets off cheaply": -float(np.log(np.maximum(at_labels, 1e-300)).mean()),
        # Of a single picture that would be 0, as many other faults are.
        "The sum in yours goes over the pictures; it goes over the classes of each picture (`axis=1`)": (
            float((logsumexp(logits, axis=0)[None] - logits)[rows, case.labels].mean())
            if len(rows) > 1
            else None
        ),
        "Yours takes the softmax twice; the logits come as the network gives them": loss_and_gradient(
            softmax(logits, axis=1), case.labels
        )[0],
    }
    expect.close(loss, right, within=1e-6 * max(1.0, abs(right)), name="the loss", mistakes=mistakes)


def _insist_on_gradient(answer: Answer, case: Case) -> None:
    _, gradient = _both(answer, case)
    logits, labels, rows = case.logits, case.labels, np.arange(len(case.labels))
    _, right = loss_and_gradient(logits, labels)
    probabilities, one_hot = softmax(logits, axis=1), np.eye(logits.shape[1])[labels]
    mistakes = {
        "Yours is not divided by the number of pictures; the loss is their mean": right * len(rows),
        "Those are the probabilities alone; at the label 1 has to be subtracted": probabilities / len(rows),
        "Those are the probabilities alone, neither less 1 at the label nor over the number of pictures": probabilities,
        "The sign is wrong: more of the right class's logit lowers the loss": -right,
        "The sign is wrong, and it is not divided by the number of pictures": -right * len(rows),
        "In yours 1 was subtracted everywhere; only the label's entry gets it": (probabilities - 1)
        / len(rows),
        "Yours is divided by the number of classes as well": right / logits.shape[1],
        "In yours 1 is subtracted from whole columns; `[np.arange(len(labels)), labels]` picks one entry of each row": (
            (probabilities - np.isin(np.arange(logits.shape[1]), labels)) / len(rows)
        ),
        "In yours 1 is subtracted after the division; subtract first, then divide both by the number of pictures": (
            probabilities / len(rows) - one_hot
        ),
    }
    expect.close(gradient, right, within=1e-6, name="the gradient, (pictures, classes)", mistakes=mistakes)
