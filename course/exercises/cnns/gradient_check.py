"""Notebook 2, The loss and its gradient: a test of gradients, graded on right ones and on ones with planted errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.cross_entropy import loss_and_gradient
from course.exercises.cnns.graded_tests import in_drawn_order, insist_on_verdict

Array = np.ndarray

gradient_check = Exercise(
    "cnns/gradient_check",
    "Test a gradient",
    hints=[
        "Change one number of `x` at a time, up and down by h, and ask `loss` each time. `np.ndindex(x.shape)` gives "
        "the index of every number, whatever the shape.",
        "Work on a copy, so that every number is back in its place before the next one moves. `(loss(up) - "
        "loss(down)) / (2 * h)` is one number of the numerical gradient.",
        "Compare as a whole, and without dividing: return whether `np.linalg.norm(a - n)` is at most `1e-7 * "
        "(np.linalg.norm(a) + np.linalg.norm(n))`, flattened or not.",
    ],
)


ROUNDED = 1e-12
"""A number of x that is nearer to its place than this is back there, but for rounding, and not moved."""


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


def least_squares(rng: np.random.Generator, *, unused: int | None = None) -> Subject:
    """A straight line through points: half the mean squared error of A w - b; `unused` is a number without effect."""
    a, b = rng.normal(size=(20, 6)), rng.normal(size=20)
    a[:, unused if unused is not None else []] = 0
    return Subject(
        lambda w: float(((a @ w - b) ** 2).mean() / 2),
        lambda w: a.T @ (a @ w - b) / len(b),
        rng.normal(size=6),
    )


def classifier(rng: np.random.Generator, *, one_feature_off: bool = False) -> Subject:
    """A dense layer and the mean cross-entropy of its softmax, as a function of the weights (5, 4).

    With one feature nearly 0 in all pictures a row of the gradient is, too.
    """
    features, labels = rng.normal(size=(12, 5)), rng.integers(0, 4, 12)
    if one_feature_off:
        features[:, int(rng.integers(5))] *= 1e-9
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


def nearly_zero_somewhere(rng: np.random.Generator) -> Subject:
    """A straight line at a point where the loss is least along the first number of x."""
    line = least_squares(rng)
    slope = line.gradient(line.x)[0]
    start = line.x - slope / (line.gradient(line.x + np.eye(6)[0])[0] - slope) * np.eye(6)[0]
    return Subject(line.loss, line.gradient, start)


def at_zero(rng: np.random.Generator) -> Subject:
    """A straight line at a point where some numbers of x are 0, as weights are that nobody has drawn yet."""
    line = least_squares(rng)
    start = np.where(np.arange(6) % 3 == int(rng.integers(3)), 0.0, line.x)
    return Subject(line.loss, line.gradient, start)


def many_numbers(rng: np.random.Generator) -> Subject:
    """A straight line through the (12, 14) weights of a layer; the last of its gradient's numbers is a large one."""
    scale = np.ones((12, 14))
    scale[-1, -1] = 20.0
    weights = rng.uniform(0.5, 2, (12, 14)) * scale
    return Subject(
        lambda x: float((weights * x**2).sum() / 2), lambda x: weights * x, rng.uniform(0.5, 1.5, (12, 14))
    )


def independent(rng: np.random.Generator) -> Subject:
    """A loss that does not depend on x, as behind a ReLU that lets nothing through."""
    constant = float(rng.uniform(1, 2))
    return Subject(lambda x: constant, np.zeros_like, rng.normal(size=(3, 4)))


def high_up(rng: np.random.Generator) -> Subject:
    """A straight line whose loss is large for a reason that has nothing to do with x."""
    line, height = least_squares(rng), float(rng.uniform(200, 400))
    return Subject(lambda x: height + line.loss(x), line.gradient, line.x)


def wavy(rng: np.random.Generator) -> Subject:
    """A loss that bends so sharply that its slope is another one a thousandth further on."""
    weights = rng.uniform(0.5, 2, 7)
    return Subject(
        lambda x: float((weights * np.sin(20 * x)).sum()),
        lambda x: 20 * weights * np.cos(20 * x),
        rng.uniform(-1, 1, 7),
    )


def with_strong_number(
    rng: np.random.Generator, make: Callable[[np.random.Generator], Subject], place: int
) -> Subject:
    """A subject whose gradient is not small at that place, so that an error there is as large as it says."""
    while True:
        subject = make(rng)
        gradient = subject.gradient(subject.x).ravel()
        if abs(gradient[place]) > 0.1 * np.linalg.norm(gradient):
            return subject


def one_number(place: int, change: Callable[[float], float]) -> Callable[[Array], Array]:
    """Spoil one number of a gradient, counted along its last axis first, -1 being the last one."""

    def spoil(gradient: Array) -> Array:
        spoilt = gradient.copy()
        spoilt.flat[place] = change(float(spoilt.flat[place]))
        return spoilt

    return spoil


@gradient_check.cases("right")
def right_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """Gradients as they should be, of all shapes and sizes."""
    for what, make in SUBJECTS.items():
        yield case_of(what, make(rng))
    for size, scale in (("small", 1e-9), ("large", 1e4)):
        yield case_of(f"{size} numbers", least_squares(rng), scale=scale)
    yield case_of(
        "one number of it is nearly 0",
        nearly_zero_somewhere(rng),
        why="Rounding alone changes that number by more than its size: compare all numbers as a whole, by their "
        "lengths, not one by one.",
    )
    yield case_of(
        "one row of it is nearly 0",
        classifier(rng, one_feature_off=True),
        why="Rounding alone changes that row by more than its size: the lengths are those of the whole arrays.",
    )
    yield case_of(
        "where some numbers of x are 0",
        at_zero(rng),
        why="A number of x that is 0 moves by h like every other; its gradient need not be 0.",
    )
    yield case_of("of a loss of several hundred", high_up(rng))
    yield case_of("of a loss that bends sharply", wavy(rng))
    yield case_of(
        "zeros, because the loss does not depend on x",
        independent(rng),
        why="Both gradients are 0 there, and 0 divided by 0 is not a number: compare without dividing.",
    )


@gradient_check.cases("wrong")
def wrong_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """The usual errors, each on another subject."""
    makers = list(SUBJECTS.values())
    spoiled: dict[str, Callable[[Array], Array]] = {
        "twice the gradient": lambda g: 2 * g,
        "the sign is wrong": lambda g: -g,
        "zeros everywhere": lambda g: 0 * g,
        "one third was written as 0.333333": lambda g: 0.999999 * g,
    }
    for (what, spoil), number in zip(spoiled.items(), rng.permutation(len(makers)), strict=True):
        yield from with_its_twin(rng, what, makers[number](rng), spoil)
    for what, spoil, scale in (
        ("small numbers, twice the gradient", spoiled["twice the gradient"], 1e-9),
        ("tiny numbers, each off by a hundred-thousandth", lambda g: 0.99999 * g, 1e-15),
    ):
        yield from with_its_twin(
            rng,
            what,
            least_squares(rng),
            spoil,
            scale=scale,
            why=f"Its numbers are around {scale:g}, and a number that is added somewhere, against a division by 0 or "
            "as a tolerance, must not be larger than they are: compare without.",
        )


CHANGES: dict[str, Callable[[float], float]] = {
    "has the wrong sign": lambda value: -value,
    "is 0": lambda value: 0.0,
    "is off by 1 %": lambda value: 1.01 * value,
    "is off by a hundred-thousandth": lambda value: 0.99999 * value,
    "is not a number (NaN)": lambda value: np.nan,
}


@gradient_check.cases("one number")
def one_wrong_number(rng: np.random.Generator) -> Iterator[Case]:
    """One number of many is wrong, at both ends or anywhere; half of the errors are slight."""
    for change, which in zip(CHANGES, ("the first", "the last", *("one",) * 3), strict=True):
        yield from with_wrong_number(rng, which, change)
    for which in ("the first", "the last", *("one",) * 6):
        yield from with_wrong_number(rng, which, "is off by a hundred-thousandth")
    yield from with_its_twin(
        rng,
        "the last of 168 numbers is off by a hundred-thousandth",
        many_numbers(rng),
        one_number(-1, CHANGES["is off by a hundred-thousandth"]),
    )
    unused = int(rng.integers(6))
    yield from with_its_twin(
        rng,
        "one number is not a number (NaN), where the right one is 0",
        least_squares(rng, unused=unused),
        one_number(unused, CHANGES["is not a number (NaN)"]),
    )


def with_wrong_number(rng: np.random.Generator, which: str, change: str) -> list[Case]:
    """A gradient in which "the first", "the last" or "one" number is spoiled, and its twin."""
    make = list(SUBJECTS.values())[int(rng.integers(1, 4))]
    size = make(rng).x.size
    place = {"the first": 0, "the last": size - 1, "one": int(rng.integers(1, size - 1))}[which]
    subject = with_strong_number(rng, make, place)
    return with_its_twin(rng, f"{which} number {change}", subject, one_number(place, CHANGES[change]))


def with_its_twin(
    rng: np.random.Generator,
    what: str,
    subject: Subject,
    spoil: Callable[[Array], Array],
    *,
    scale: float = 1.0,
    kind: str = "",
    why: str = "",
) -> list[Case]:
    """A wrong gradient and the right one of the same loss; `why` is told when the wrong one gets through."""
    wrong = case_of(what, subject, spoil=spoil, scale=scale, kind=kind, why=why)
    right = case_of(f"of the same loss as the wrong one: {what}", subject, scale=scale, kind=kind)
    return in_drawn_order(rng, wrong, right)


def case_of(
    what: str,
    subject: Subject,
    *,
    spoil: Callable[[Array], Array] | None = None,
    scale: float = 1.0,
    kind: str = "",
    why: str = "",
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
        right = scale * subject.gradient(insist(x))
        return right if spoil is None else spoil(right)

    name = f"a {'right' if spoil is None else 'wrong'} gradient ({what})"
    return Case(name, kind=kind, loss=loss, gradient=gradient, x=subject.x, sound=spoil is None, why=why)


@gradient_check.part("right gradients pass", points=1, kinds=("right",))
def raises_no_false_alarm(answer: Answer, case: Case) -> None:
    """Whoever cries wolf is not listened to."""
    _insist_on_verdict(answer, case)


@gradient_check.part("wrong gradients are caught", points=2, kinds=("wrong",))
def catches_the_usual_errors(answer: Answer, case: Case) -> None:
    """Errors that spoil every number; the right gradients of the same losses pass."""
    _insist_on_verdict(answer, case)


@gradient_check.part("one wrong number is caught", points=2, kinds=("one number",))
def catches_a_single_number(answer: Answer, case: Case) -> None:
    """Errors that spoil one number of many, some of them slightly; the right gradients of the same losses pass."""
    _insist_on_verdict(answer, case)


def _insist_on_verdict(answer: Answer, case: Case) -> None:
    asked: list[Array] = []

    def loss(x: Any) -> float:
        value = case.loss(x)
        asked.append(np.array(x, dtype=np.float64))
        return float(value)

    verdict = expect.truth(answer.written("gradient_check(loss, gradient, x)", loss, case.gradient, case.x))
    in_float32 = bool(asked) and all(_is_float32(place) for place in asked) and not _is_float32(case.x)
    start = case.x.astype(np.float32) if in_float32 else case.x
    moves = np.array([(place - start).ravel() for place in asked]).reshape(len(asked), case.x.size)
    moved = np.abs(moves) > ROUNDED
    expect.that(
        not moved.any() or (np.count_nonzero(moved, axis=1) <= 1).any(),
        f"With {case.name} your test moves several numbers of x at a time: move each of them alone.",
    )
    insist_on_verdict(
        verdict,
        case,
        if_blamed="Yours rounds x to float32, and the difference of two losses shows it: keep float64."
        if in_float32
        else _oddity(moves, moved, case.x)
        or "Its relative error is 1e-8 at most when both sides of x are asked, h = 1e-5 away, their difference is "
        "divided by 2 h, and all numbers are compared as a whole.",
        if_missed=_unmoved(moved, case.x) or "Its relative error is above 1e-7, or is no number.",
    )


def _is_float32(values: Array) -> bool:
    return bool((values == values.astype(np.float32)).all())


def _oddity(moves: Array, moved: Array, x: Array) -> str:
    """What is unusual about the places at which the loss was asked, "" when nothing is.

    Args:
        moves: (times, numbers), how far each number of x was from its place when the loss was asked.
        moved: (times, numbers), by more than rounding.
        x: of any shape.
    """
    if not moved.any():
        return "Yours never asks the loss anywhere but at x: how does it know how the loss changes?"
    if not (moves > 0).any() or not (moves < 0).any():
        return "Yours asks the loss on one side of x alone, the forward difference: ask on both sides of x."
    step = float(np.abs(moves).max())
    if not 0.9e-5 < step < 1.1e-5:
        return f"Yours moves a number of x by {step:.0e}: take h = 1e-5."
    return _unmoved(moved, x)


def _unmoved(moved: Array, x: Array) -> str:
    """Which number of x was never moved, "" when each was; `moved` is (times, numbers)."""
    left_out = np.flatnonzero(~moved.any(axis=0))
    if not left_out.size or left_out.size == x.size:
        return ""
    place = ", ".join(str(int(each)) for each in np.unravel_index(left_out[0], x.shape))
    count = "one number" if left_out.size == 1 else f"{left_out.size} numbers"
    return f"Yours leaves {count} of x unmoved, for example x[{place}]: all of them have to be tested."
