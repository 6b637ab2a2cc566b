"""What judges say: each function returns when content and raises one `Mismatch` otherwise.

A mismatch carries the expected value, the value that came and, for images, the pictures. Nothing here
prints, formats HTML or knows about nbgrader.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from course.checking.contract.panels import Panel, compare
from course.checking.contract.problems import CandidateProblem, Mismatch, ProblemKind
from course.checking.contract.values import describe, shortened, size_text, to_plain
from course.checking.definition.answer import Answer
from course.checking.definition.wording import (
    DTYPE_FAMILIES,
    kind_text,
    number_text,
    place_text,
    shape_clue,
    two_number_texts,
)

Show = Sequence[Panel] | Callable[[], Sequence[Panel]] | None

Mistakes = Mapping[str, Any]
"""Explanation -> the wrong result it explains, or a function that works it out; see `close`."""

REPRODUCED = 0.005
"""How near to a known wrong result an answer must be to be explained by it, as a share of its largest value."""

ROUNDING = 1e-9
"""Share of its largest value by which the same result may differ when it is worked out in another order."""

AS_NEAR_AS_RIGHT = 3.0
"""Where a right answer must be nearer than that, how many times as far off as one an answer may be to be explained."""


def that(condition: bool, message: str, *, expected: Any = None, got: Any = None, show: Show = None) -> None:
    """Insist on a property. The message is a whole sentence for the learner, used when it does not hold."""
    if not condition:
        fail(message, expected=expected, got=got, show=show)


def fail(message: str, *, expected: Any = None, got: Any = None, show: Show = None) -> NoReturn:
    """What a judge of its own has found out. The message is a whole sentence for the learner."""
    raise Mismatch(
        message,
        expected="" if expected is None else _text(expected),
        got="" if got is None else _text(got),
        panels=_panels(show),
        whole_sentence=True,
    )


def number(got: Any, name: str = "a number") -> float:
    """Insist on one finite real number (a 0-d or one-element array counts) and return it as a float."""
    _not_none(got, name)
    if isinstance(got, np.ndarray) and got.size == 1 and got.dtype.kind in "buif":
        got = got.item()
    if isinstance(got, bool) or not isinstance(got, (int, float)):
        raise Mismatch(f"should return {name}; yours returned {kind_text(got)}", got=describe(got))
    try:
        value = float(got)
    except OverflowError:
        raise Mismatch(f"should return {name}; yours returned {describe(got)}", got=describe(got)) from None
    if not math.isfinite(value):
        what = "NaN (not a number)" if math.isnan(value) else "an infinite number"
        clue = "Is something divided by zero?"
        raise Mismatch(f"should return {name}; yours returned {what}. {clue}", got=f"{value}")
    return value


def truth(got: Any, name: str = "True or False") -> bool:
    """Insist on a truth value (numpy's arrives as Python's) and return it."""
    if not isinstance(got, bool):
        raise Mismatch(
            f"should return {name}; yours returned {kind_text(got)}",
            expected="True or False",
            got=describe(got),
        )
    return got


def array(
    got: Any,
    *,
    shape: tuple[int, ...] | None = None,
    dtype: str | type | None = None,
    name: str = "an array",
    low: float | None = None,
    high: float | None = None,
) -> np.ndarray:
    """Insist on an array of finite numbers and return it.

    Args:
        got: what came; a list of numbers counts as an array.
        shape: the exact shape, None for any.
        dtype: the exact dtype ("uint8"), or "float" for any floating type, "integer" for any whole-number type.
        name: how messages call it.
        low: smallest value allowed.
        high: largest value allowed.
    """
    _not_none(got, name)
    if isinstance(got, list):
        got = _array_of(got, name)
    if isinstance(got, (bool, int, float)) and shape == ():
        got = np.array(got)
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "buif":
        raise Mismatch(f"should return {name}; yours returned {kind_text(got)}", got=describe(got))
    if shape is not None and got.shape != tuple(shape):
        raise Mismatch(
            f"should be {size_text(tuple(shape))}; yours is {size_text(got.shape)}"
            + shape_clue(tuple(shape), got.shape),
            expected=f"shape {tuple(shape)}",
            got=f"shape {got.shape}",
        )
    if dtype is not None and not _dtype_fits(got.dtype, dtype):
        wanted = DTYPE_FAMILIES.get(str(dtype)) or np.dtype(dtype).name
        raise Mismatch(
            f"should have dtype {wanted}; yours has {got.dtype}",
            expected=f"dtype {wanted}",
            got=f"dtype {got.dtype}",
        )
    if got.dtype.kind == "f" and not np.isfinite(got).all():
        bad = int((~np.isfinite(got)).sum())
        raise Mismatch(
            f"should hold ordinary numbers; {bad} of {got.size} values are not a number (NaN) or infinite. "
            "Is something divided by zero?",
            got=describe(got),
        )
    if low is not None and got.size and got.min() < low:
        raise Mismatch(
            f"should hold no value below {low:g}; yours goes down to {got.min():g}", got=f"min {got.min():g}"
        )
    if high is not None and got.size and got.max() > high:
        raise Mismatch(
            f"should hold no value above {high:g}; yours goes up to {got.max():g}", got=f"max {got.max():g}"
        )
    return got


def entry(got: Any, key: str) -> Any:
    """Insist on a dict with this key and return what stands under it."""
    _not_none(got, "a dict")
    if not isinstance(got, dict):
        raise Mismatch(f"should return a dict; yours returned {kind_text(got)}", got=describe(got))
    if key not in got:
        raise Mismatch(
            f'should return a dict with the key "{key}"; '
            f"yours has {shortened(', '.join(map(str, got))) or 'no keys'}",
            expected=f"a key {key!r}",
            got=f"keys {shortened(', '.join(map(repr, got)))}",
        )
    return got[key]


def close(
    got: Any,
    expected: Any,
    *,
    within: float = 0.0,
    relative: float = 0.0,
    name: str | None = None,
    unit: str = "",
    wanted: str = "what is expected",
    margin: Sequence[int] = (),
    mistakes: Mistakes | None = None,
    given: np.ndarray | None = None,
    show: Show = None,
) -> None:
    """Insist that a number or array equals another within a tolerance.

    Args:
        got: what came.
        expected: number or array.
        within: absolute tolerance, in the units of the value.
        relative: relative tolerance (0.05 is 5 %); the larger of the two counts.
        name: how messages call it: "gain".
        unit: of a number: "grey levels per electron".
        wanted: what an array should equal, in words: "the magnitudes before the turn, turned along".
        margin: how many items at both ends of each axis of an array are not judged; () for none.
        mistakes: what is known to go wrong: explanation -> the result it gives, or a function that works it out. An
            explanation is shown only where its result is what came, so it may be outspoken.
        given: the input picture, shown first when the answer is an image.
        show: panels, or a function that makes them when needed; by default images are shown side by side.
    """
    expected = np.asarray(expected)
    if not np.isfinite(expected).all():
        raise ValueError("the expected value is not finite, so every answer would pass")
    if expected.ndim > 0:
        bounds = _Bounds(within, relative, tuple(margin) or (0,) * expected.ndim)
        _close_arrays(got, expected, bounds, name or "an array", wanted, mistakes, given, show)
        return
    value, target = number(got, name or "a number"), float(expected)
    if abs(value - target) <= max(within, relative * abs(target)) * (1 + 1e-12):
        return
    tolerance = f" (within {within:.3g})" if within else ""
    if relative:
        tolerance = f" (within {100 * relative:.3g} %)"
    wanted_text, got_text = two_number_texts(target, value, unit)
    raise Mismatch(
        f"should {'be' if name is None else f'give {name}'} {wanted_text}{tolerance}; yours is "
        f"{got_text}{explanation_of(value, expected, mistakes, max(within, relative * abs(target)))}",
        expected=wanted_text,
        got=got_text,
        panels=_panels(show),
    )


@dataclass(frozen=True)
class _Bounds:
    """How near and where an array must equal another; see `close`."""

    within: float
    relative: float
    margin: tuple[int, ...]

    def inner(self, values: Any) -> np.ndarray:
        """The items that are judged."""
        values = np.asarray(values)
        return values[
            tuple(slice(n, length - n) for n, length in zip(self.margin, values.shape, strict=False))
        ]


def _close_arrays(
    got: Any,
    expected: np.ndarray,
    bounds: _Bounds,
    name: str,
    wanted: str,
    mistakes: Mistakes | None,
    given: np.ndarray | None,
    show: Show,
) -> None:
    try:
        got = array(got, shape=expected.shape, name=name)
    except Mismatch as mismatch:
        explanation = explanation_of(got, expected, mistakes, bounds.within)
        if not explanation:
            raise
        raise mismatch.with_more(explanation) from mismatch
    got, expected = bounds.inner(got), bounds.inner(expected)
    target = expected.astype(np.float64)
    error = np.abs(got.astype(np.float64) - target)
    off = error > np.maximum(bounds.within, bounds.relative * np.abs(target)) * (1 + 1e-12)
    if not off.any():
        return
    worst = np.unravel_index(int(np.argmax(np.where(off, error, -1))), error.shape)
    place = place_text([int(index) + n for index, n in zip(worst, bounds.margin, strict=True)])
    inner_mistakes = {
        explanation: lambda wrong=wrong: bounds.inner(wrong() if callable(wrong) else wrong)
        for explanation, wrong in (mistakes or {}).items()
    }
    raise Mismatch(
        f"differs from {wanted} in {int(off.sum()):,} of {off.size:,} values; the largest difference "
        f"is at {place}: expected {number_text(target[worst])}, got {number_text(got[worst])}"
        + explanation_of(
            got,
            expected,
            inner_mistakes,
            max(bounds.within, bounds.relative * float(np.abs(target).max(initial=0.0))),
        ),
        expected=describe(expected),
        got=describe(got),
        panels=_panels(show)
        if show is not None
        else compare(got, expected, None if given is None else bounds.inner(given)),
    )


def equal(
    got: Any, expected: Any, *, name: str | None = None, mistakes: Mistakes | None = None, show: Show = None
) -> None:
    """Insist on the same whole numbers, text, list or dict, to the last item; for `mistakes` see `close`."""
    if isinstance(expected, np.ndarray):
        close(got, expected, name=name, mistakes=mistakes, show=show)
        return
    expected = to_plain(expected)
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        # Whole numbers stay whole: as floats, 2**53 and 2**53 + 1 would be equal.
        got = got if type(got) is int else number(got, name or "a number")
    if not _equal(got, expected):
        _not_none(got, name or "an answer")
        raise Mismatch(
            f"should {'be' if name is None else f'give {name}'} {describe(expected)}; yours is {describe(got)}"
            + explanation_of(got, expected, mistakes),
            expected=describe(expected),
            got=describe(got),
            panels=_panels(show),
        )


def explanation_of(got: Any, expected: Any, mistakes: Mistakes | None, tolerance: float = math.inf) -> str:
    """The explanation of the mistake whose result came, led in by a full stop; "" when none did.

    A result counts as reproduced when every value agrees to half a per cent of the largest, or about as well as a right
    answer must agree with the right result where that is nearer, and the answer lies much nearer to it than to what is
    expected. Of several the nearest is named, of equally near ones the first.

    Args:
        got: what came.
        expected: what should have.
        mistakes: see `close`.
        tolerance: how far off a right answer may be.
    """
    found = [
        (distance, explanation)
        for explanation, wrong in (mistakes or {}).items()
        if (distance := _distance_to(wrong() if callable(wrong) else wrong, got, expected, tolerance))
        is not None
    ]
    return f". {min(found, key=lambda pair: round(pair[0], 9))[1]}" if found else ""


def _distance_to(wrong: Any, got: Any, expected: Any, tolerance: float) -> float | None:
    """How far an answer is from a known wrong result; None when that is not what came."""
    if wrong is None or got is None:
        return None
    if not _is_numeric(wrong) or not _is_numeric(got):
        return 0.0 if _equal(got, to_plain(wrong)) and not _equal(got, to_plain(expected)) else None
    # Whole numbers have been rounded or cut off on their way, by less than 1.
    rounding = 0.999 if np.asarray(got).dtype.kind in "iu" and np.asarray(wrong).dtype.kind == "f" else 0.0
    got, wrong = np.asarray(got, np.float64), np.asarray(wrong, np.float64)
    if got.shape != wrong.shape or not np.isfinite(wrong).all():
        return None
    distance = float(np.abs(got - wrong).max(initial=0.0))
    wanted = np.asarray(expected, np.float64)
    size, wanted_size = (float(np.abs(values).max(initial=0.0)) for values in (wrong, wanted))
    near = ROUNDING * size + AS_NEAR_AS_RIGHT * tolerance * max(
        1.0, size / wanted_size if wanted_size else 1.0
    )
    if distance > max(rounding, min(near, REPRODUCED * size)):
        return None
    if got.shape == wanted.shape and distance >= float(np.abs(got - wanted).max(initial=0.0)) / 4:
        return None
    return distance


def _is_numeric(value: Any) -> bool:
    try:
        return np.asarray(value).dtype.kind in "buif"
    except ValueError:
        return False  # rows of different lengths


def accuracy(
    got: Any,
    labels: np.ndarray,
    gate: float,
    *,
    of: str = "new pictures",
    known: np.ndarray | None = None,
    mistakes: Mistakes | None = None,
    show: Callable[[np.ndarray], Sequence[Panel]] | None = None,
) -> None:
    """Insist that predicted labels are right often enough: the lower end of the 95 % interval reaches the gate.

    Args:
        got: what came, (N,) labels.
        labels: the true ones, (N,) whole numbers.
        gate: 0..1, measured over at least ten seeds of a reference (`benchmarks/gates.py`).
        of: what is shown: "garments".
        known: the labels there are; those that occur in `labels` when None.
        mistakes: explanation -> the labels it gives; see `close`.
        show: makes panels from the indices of the wrong answers.
    """
    hits = correct(got, labels, of=of, known=known)
    low, high = wilson_interval(int(hits.sum()), len(hits))
    if low >= gate:
        return
    explanation = explanation_of(got, labels, mistakes)
    answers = np.unique(got)
    if not explanation and len(answers) == 1 < len(np.unique(labels)):
        explanation = f". Every one of your answers is {answers[0]:g}"
    elif not explanation and high < 1 / len(np.unique(labels)):
        explanation = ". That is less often than by guessing: do pictures and labels belong together?"
    raise Mismatch(
        f"is right for {hits.mean():.1%} of {len(hits):,} {of} (95 % interval {low:.1%} to {high:.1%}); the lower end "
        f"should reach {100 * gate:.3g}%{explanation}",
        expected=f"lower end at least {100 * gate:.3g}%",
        got=f"{low:.1%} to {high:.1%}",
        panels=() if show is None else tuple(show(np.flatnonzero(~hits))),
    )


def correct(
    got: Any, labels: np.ndarray, *, of: str = "new pictures", known: np.ndarray | None = None
) -> np.ndarray:
    """Which predicted labels are right, a truth value each; insists on one possible label for every picture.

    Args:
        got, labels, of, known: see `accuracy`.
    """
    got = array(got, shape=labels.shape, name=f"one label for each of {len(labels):,} {of}")
    classes = np.unique(labels if known is None else known)
    strange = got[~np.isin(got, classes)]
    if len(strange):
        raise Mismatch(
            f"should return labels, each should be one of {describe(classes.tolist())}; {len(strange):,} of yours are "
            f"not, for example {strange[0]:g}",
            expected=f"one of {describe(classes.tolist())}",
            got=f"{strange[0]:g}",
        )
    return got == labels


def class_scores(got: Any, classes: int, name: str = "one score for each class") -> np.ndarray:
    """Insist on scores, (N, classes), and return the label with the highest score of each row, (N,).

    Args:
        got: what came: probabilities or logits.
        classes: how many there are.
        name: how messages call it.
    """
    got = array(got, name=name)
    if got.ndim != 2 or got.shape[1] != classes:
        raise Mismatch(
            f"should give {name}, so {classes} numbers each; yours gave {describe(got)}",
            expected=f"shape (N, {classes})",
            got=f"shape {got.shape}",
        )
    return got.argmax(axis=1)


def class_probabilities(got: Any, classes: int, name: str = "one probability for each class") -> np.ndarray:
    """Insist on probabilities, (N, classes), whose rows add up to 1, and return the label of each row, (N,).

    Args:
        got: what came.
        classes: how many there are.
        name: how messages call it: "ten probabilities for each garment".
    """
    named = class_scores(got, classes, name)
    least = float(np.min(got))
    that(
        least >= 0,
        f"There should be {name}, and a probability is never below 0; yours go down to {least:.4g}. "
        '`activation="softmax"` in the last layer makes probabilities.',
        expected="at least 0",
        got=f"{least:.4g}",
    )
    sums = np.sum(got, axis=1)
    worst = float(sums[np.argmax(np.abs(sums - 1))])
    that(
        abs(worst - 1) < 1e-3,
        f"There should be {name}, which add up to 1; in yours they add up to {worst:.4g}.",
        expected="1",
        got=f"{worst:.4g}",
    )
    return named


def parameters(model: Any, at_most: int) -> None:
    """Insist that a network is small enough; the message names its largest layer.

    Args:
        model: a keras.Model, from `Answer.architecture`.
        at_most: weights and biases it may have, those that are not trained included, and tables of numbers among the
            arguments of its layers.
    """
    count = model.count_params() + _numbers_in_tables(model.get_config())
    if count <= at_most:
        return
    largest = max(model.layers, key=lambda layer: layer.count_params())
    raise Mismatch(
        f"has {count:,} parameters; at most {at_most:,} are allowed. Most are in the layer "
        f"`{shortened(largest.name, 60)}` ({type(largest).__name__}): {largest.count_params():,}",
        expected=f"at most {at_most:,}",
        got=f"{count:,}",
    )


TABLE = 32
"""From so many numbers on, an argument of a layer is a table, which could as well be weights."""


def _numbers_in_tables(value: Any) -> int:
    """The numbers in a configuration that stand in tables."""
    if isinstance(value, dict):
        return sum(map(_numbers_in_tables, value.values()))
    if not isinstance(value, (list, tuple)):
        return 0
    if (numbers := _numbers_in(value)) >= TABLE:
        return numbers
    return sum(map(_numbers_in_tables, value))


def _numbers_in(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return sum(map(_numbers_in, value))
    return int(isinstance(value, (int, float)) and not isinstance(value, bool))


SAME_PREDICTION = 0.01
"""Room for float16, as a share of the largest value, which is at least 1."""


def its_own_predictions(answer: Answer, architecture: Any, inputs: np.ndarray) -> None:
    """Insist that a network predicts what its architecture predicts with its weights.

    What else could answer in its place is not counted by `parameters`.

    Args:
        answer: a trained Keras model.
        architecture: from `Answer.architecture`; gets the weights.
        inputs: (N, ...), what it is asked about.
    """
    answer.give_weights_to(architecture)
    wanted = architecture.predict(inputs, verbose=0)
    got = answer.predictions(inputs)
    apart = float(np.abs(got - wanted).max()) if got.shape == wanted.shape else np.inf
    that(
        apart <= SAME_PREDICTION * max(1.0, float(np.abs(wanted).max())),
        "Your network does not predict what a copy of it predicts, made of its configuration and its weights: they "
        f"are up to {apart:.2g} apart. Do its own `predict`, `call` and activations answer, nothing in their place?",
        expected="the same predictions",
        got=f"up to {apart:.2g} apart",
    )


def wilson_interval(right: int, of: int) -> tuple[float, float]:
    """Interval that holds the true share in 95 % of draws. E. B. Wilson (1927).

    Args:
        right: pictures recognised.
        of: pictures shown, at least 1.
    """
    from scipy.stats import binomtest

    interval = binomtest(right, of).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def raises(answer: Answer, error: type[Exception], *args: Any, because: str, **kwargs: Any) -> str:
    """Insist that a call raises a certain error with a message in it; returns that message.

    Args:
        answer: the candidate.
        error: the exception class; a subclass counts.
        args: the call's arguments.
        because: completes "... should raise ValueError because ...".
        kwargs: the call's keyword arguments.
    """
    try:
        got = answer(*args, **kwargs)
    except CandidateProblem as problem:
        if problem.kind is not ProblemKind.RAISED:
            raise
        if error.__name__ not in problem.error_types:
            raise Mismatch(
                f"should raise {error.__name__} because {because}; yours raised {problem.error_types[0]}: "
                f"{problem.error_text}",
                expected=error.__name__,
                got=problem.error_types[0],
            ) from problem
        if not problem.error_text.strip():
            raise Mismatch(
                f"should say in its {error.__name__} what is wrong; yours raised one without a message. "
                f'Write raise {error.__name__}("...")'
            ) from problem
        return problem.error_text
    raise Mismatch(
        f"should raise {error.__name__} because {because}; yours returned {describe(got)}",
        expected=error.__name__,
        got=describe(got),
    )


def _equal(got: Any, expected: Any) -> bool:
    """Whether two plain values are equal; an array counts as the list it would be, 3.0 as 3."""
    if isinstance(got, np.ndarray):
        got = got.tolist()
    if isinstance(expected, np.ndarray):
        expected = expected.tolist()
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and all(map(_equal, got, expected))
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and got.keys() == expected.keys()
            and all(_equal(got[key], expected[key]) for key in expected)
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    return got == expected


def _array_of(items: list[Any], name: str) -> Any:
    """The list as an array; left as it is when it holds something else than numbers."""
    try:
        return np.array(items)
    except ValueError:
        raise Mismatch(
            f"should return {name}; yours returned a list whose rows have different lengths",
            got=describe(items),
        ) from None


def _not_none(got: Any, name: str) -> None:
    if got is None:
        raise Mismatch(
            f"should return {name}; yours returned nothing (None). "
            "Does every way through the function end in `return`?",
            got="None",
        )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else describe(value)


def _panels(show: Show) -> tuple[Panel, ...]:
    return tuple(show() if callable(show) else show or ())


def _dtype_fits(got: np.dtype, wanted: str | type) -> bool:
    if wanted == "float":
        return got.kind == "f"
    if wanted == "integer":
        return got.kind in "iu"
    return got == np.dtype(wanted)
