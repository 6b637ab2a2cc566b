"""Notebook 2, What training does: a test of gradients, graded on right gradients and on ones with planted errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.cross_entropy import loss_and_gradient

Array = np.ndarray

gradient_check = Exercise(
    "cnns/gradient_check",
    "Test a gradient",
    hints=[
        "Change one number of `x` at a time, up and down by h, and ask `loss` each time. `np.ndindex(x.shape)` gives "
        "the index of every number, whatever the shape.",
        "Work on a copy, so that every number is back in its place before the next one moves. `(loss(up) - "
        "loss(down)) / (2 * h)` is one number of the numerical gradient.",
        "Compare as a whole: `np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n))`, flattened or not, "
        "and return whether it is at most 1e-7.",
    ],
)


@dataclass(frozen=True)
class Subject:
    """A loss, its gradient, and where to test it.

    Args:
        loss: array of x's shape -> float.
        gradient: array of x's shape -> array of x's shape.
        x: float64.
    """

    loss: Callable[[Array], float]
    gradient: Callable[[Array], Array]
    x: Array


def least_squares(rng: np.random.Generator) -> Subject:
    """A straight line through points: half the mean squared error of A w - b."""
    a, b = rng.normal(size=(20, 6)), rng.normal(size=20)
    return Subject(
        lambda w: float(((a @ w - b) ** 2).mean() / 2),
        lambda w: a.T @ (a @ w - b) / len(b),
        rng.normal(size=6),
    )


def classifier(rng: np.random.Generator) -> Subject:
    """A dense layer and the mean cross-entropy of its softmax, as a function of the weights (5, 4)."""
    features, labels = rng.normal(size=(12, 5)), rng.integers(0, 4, 12)
    return Subject(
        lambda weights: loss_and_gradient(features @ weights, labels)[0],
        lambda weights: features.T @ loss_and_gradient(features @ weights, labels)[1],
        rng.normal(0, 0.5, (5, 4)),
    )


def hidden_layer(rng: np.random.Generator) -> Subject:
    """Squared error of a layer with tanh, as a function of its weights (4, 5)."""
    inputs, outputs, wanted = rng.normal(size=(9, 4)), rng.normal(size=5), rng.normal(size=9)

    def gradient(weights: Array) -> Array:
        hidden = np.tanh(inputs @ weights)
        error = (hidden @ outputs - wanted)[:, None]
        return inputs.T @ (error * outputs * (1 - hidden**2)) / 9

    return Subject(
        lambda weights: float(((np.tanh(inputs @ weights) @ outputs - wanted) ** 2).mean() / 2),
        gradient,
        rng.normal(0, 0.4, (4, 5)),
    )


def filter_weights(rng: np.random.Generator) -> Subject:
    """Squared error of one convolution, as a function of its kernel (3, 3)."""
    windows = np.lib.stride_tricks.sliding_window_view(rng.normal(size=(8, 9)), (3, 3))
    wanted = rng.normal(size=windows.shape[:2])
    return Subject(
        lambda kernel: float((((windows * kernel).sum(axis=(2, 3)) - wanted) ** 2).mean() / 2),
        lambda kernel: np.einsum(
            "ij,ijuv->uv", (windows * kernel).sum(axis=(2, 3)) - wanted, windows
        ) / wanted.size,
        rng.normal(size=(3, 3)),
    )  # fmt: skip


SUBJECTS = {
    "a straight line": least_squares,
    "a dense layer with softmax": classifier,
    "a layer with tanh": hidden_layer,
    "one convolution": filter_weights,
}


def one_entry(change: Callable[[float], float], rng: np.random.Generator) -> Callable[[Array], Array]:
    """Spoil one number of a gradient, the same one each time."""
    place = float(rng.uniform())

    def spoil(gradient: Array) -> Array:
        spoilt = gradient.copy()
        # One of the larger half, so that the error is as large as it says.
        index = np.argsort(np.abs(gradient), axis=None)[int((0.5 + 0.5 * place) * gradient.size)]
        spoilt.flat[index] = change(float(spoilt.flat[index]))
        return spoilt

    return spoil


@gradient_check.cases("right")
def right_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """Gradients as they should be, of all shapes; one of a very small, one of a very large loss."""
    for name, make in SUBJECTS.items():
        yield case_of(f"a right gradient ({name})", make(rng))
    for scale, size in ((1e-4, "small"), (1e4, "large")):
        subject = least_squares(rng)
        yield case_of(f"a right gradient (of {size} numbers)", subject, scale=scale)


@gradient_check.cases("wrong")
def wrong_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """The usual errors, each on another subject."""
    makers = list(SUBJECTS.values())
    spoiled: dict[str, Callable[[Array], Array]] = {
        "twice the gradient": lambda g: 2 * g,
        "the sign is wrong": lambda g: -g,
        "the mean was forgotten": lambda g: 12 * g,
        "zeros everywhere": lambda g: 0 * g,
    }
    for (what, spoil), number in zip(spoiled.items(), rng.permutation(len(makers)), strict=True):
        yield case_of(f"a wrong gradient ({what})", makers[number](rng), spoil=spoil)


@gradient_check.cases("one number")
def one_wrong_number(rng: np.random.Generator) -> Iterator[Case]:
    """One number of many is wrong, by all, by its sign, by one part in a hundred or in a thousand."""
    changes: dict[str, Callable[[float], float]] = {
        "one number has the wrong sign": lambda value: -value,
        "one number is 0": lambda value: 0.0,
        "one number is off by 1 %": lambda value: 1.01 * value,
        "one number is off by 1 in 1,000": lambda value: 0.999 * value,
    }
    for what, change in changes.items():
        make = list(SUBJECTS.values())[int(rng.integers(1, 4))]
        yield case_of(f"a wrong gradient ({what})", make(rng), spoil=one_entry(change, rng))


def case_of(
    name: str,
    subject: Subject,
    *,
    spoil: Callable[[Array], Array] = lambda gradient: gradient,
    scale: float = 1.0,
    kind: str = "",
) -> Case:
    """A case whose functions check what a stranger gives them, as `Callback` wants it."""

    def insist(x: Any) -> Array:
        shape = subject.x.shape
        if not isinstance(x, np.ndarray) or x.dtype.kind not in "iuf" or x.shape != shape:
            raise ValueError(f"x should be an array of shape {shape}")
        return x.astype(np.float64)

    def loss(x: Any) -> float:
        return scale * subject.loss(insist(x))

    def gradient(x: Any) -> Array:
        return scale * spoil(subject.gradient(insist(x)))

    return Case(name, kind=kind, loss=loss, gradient=gradient, x=subject.x)


def _decision(answer: Answer, case: Case) -> bool:
    try:
        return expect.truth(answer(case.loss, case.gradient, case.x))
    finally:
        answer.last_call = "gradient_check(loss, gradient, x)"


@gradient_check.part("right gradients pass", points=1, kinds=("right",))
def raises_no_false_alarm(answer: Answer, case: Case) -> None:
    """Whoever cries wolf is not listened to."""
    expect.that(
        _decision(answer, case),
        f"Your test blamed {case.name}. With h = 1e-5, float64 and the *central* difference, a right one has a "
        "relative error of 1e-8 at most.",
        expected="True",
        got="False",
    )


@gradient_check.part("wrong gradients are caught", points=2, kinds=("wrong",))
def catches_the_usual_errors(answer: Answer, case: Case) -> None:
    """Errors that spoil every number."""
    _insist_on_alarm(answer, case)


@gradient_check.part("one wrong number is caught", points=2, kinds=("one number",))
def catches_a_single_number(answer: Answer, case: Case) -> None:
    """Errors that spoil one number of many, some of them slightly."""
    _insist_on_alarm(answer, case)


def _insist_on_alarm(answer: Answer, case: Case) -> None:
    expect.that(
        not _decision(answer, case),
        f"This got through your test: {case.name}. Its relative error is far above 1e-7.",
        expected="False",
        got="True",
    )
