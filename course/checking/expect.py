"""What judges say: each function returns when content and raises one `Mismatch` otherwise.

A mismatch carries the expected value, the value that came and, for images, the pictures. Nothing here
prints, formats HTML or knows about nbgrader.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.checking.candidate import Answer
from course.checking.pictures import Panel, compare
from course.checking.problems import CandidateProblem, Mismatch, ProblemKind
from course.checking.values import describe, shortened, size_text, to_plain

DTYPE_FAMILIES = {"float": "a floating-point type", "integer": "a whole-number type"}

Show = Sequence[Panel] | Callable[[], Sequence[Panel]] | None


def that(condition: bool, message: str, *, expected: Any = None, got: Any = None, show: Show = None) -> None:
    """Insist on a property. The message is a whole sentence for the learner, used when it does not hold."""
    if not condition:
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
        raise Mismatch(f"should return {name}; yours returned {_kind(got)}", got=describe(got))
    try:
        value = float(got)
    except OverflowError:
        raise Mismatch(f"should return {name}; yours returned {describe(got)}", got=describe(got)) from None
    if not math.isfinite(value):
        what = "NaN (not a number)" if math.isnan(value) else "an infinite number"
        clue = "Is something divided by zero?"
        raise Mismatch(f"should return {name}; yours returned {what}. {clue}", got=f"{value}")
    return value


def whole_number(got: Any, name: str = "a whole number") -> int:
    """Insist on a whole number; 24.0 counts, 24.5 does not."""
    value = number(got, name)
    if value != int(value):
        raise Mismatch(f"should return {name}; yours returned {value:g}", got=f"{value:g}")
    return int(value)


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
        raise Mismatch(f"should return {name}; yours returned {_kind(got)}", got=describe(got))
    if shape is not None and got.shape != tuple(shape):
        raise Mismatch(
            f"should be {size_text(tuple(shape))}; yours is {size_text(got.shape)}"
            + _shape_clue(tuple(shape), got.shape),
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
        raise Mismatch(f"should return a dict; yours returned {_kind(got)}", got=describe(got))
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
    given: np.ndarray | None = None,
    show: Show = None,
) -> None:
    """Insist that a number or array equals another within a tolerance.

    Args:
        got: what came.
        expected: number or array.
        within: absolute tolerance, in the units of the value.
        relative: relative tolerance (0.05 is 5 %); the larger of the two counts.
        name: how messages call it.
        given: the input picture, shown first when the answer is an image.
        show: panels, or a function that makes them when needed; by default images are shown side by side.
    """
    expected = np.asarray(expected)
    if not np.isfinite(expected).all():
        raise ValueError("the expected value is not finite, so every answer would pass")
    if expected.ndim > 0:
        _close_arrays(got, expected, within, relative, name or "an array", given, show)
        return
    value, wanted = number(got, name or "a number"), float(expected)
    if abs(value - wanted) > max(within, relative * abs(wanted)) * (1 + 1e-12):
        tolerance = f" (within {max(within, relative * abs(wanted)):.3g})" if within or relative else ""
        raise Mismatch(
            f"should {'be' if name is None else f'give {name}'} {wanted:.6g}{tolerance}; yours is {value:.6g}",
            expected=f"{wanted:.6g}",
            got=f"{value:.6g}",
            panels=_panels(show),
        )


def _close_arrays(
    got: Any,
    expected: np.ndarray,
    within: float,
    relative: float,
    name: str,
    given: np.ndarray | None,
    show: Show,
) -> None:
    got = array(got, shape=expected.shape, name=name)
    wanted = expected.astype(np.float64)
    error = np.abs(got.astype(np.float64) - wanted)
    off = error > np.maximum(within, relative * np.abs(wanted)) * (1 + 1e-12)
    if not off.any():
        return
    worst = np.unravel_index(int(np.argmax(np.where(off, error, -1))), error.shape)
    place = ", ".join(f"{label} {index}" for label, index in zip(_axis_labels(expected), worst, strict=True))
    raise Mismatch(
        f"differs from what is expected in {int(off.sum()):,} of {off.size:,} values; the largest difference "
        f"is at {place}: expected {wanted[worst]:.6g}, got {float(got[worst]):.6g}",
        expected=describe(expected),
        got=describe(got),
        panels=_panels(show) if show is not None else compare(got, expected, given),
    )


def equal(got: Any, expected: Any, *, name: str | None = None, show: Show = None) -> None:
    """Insist on the same whole numbers, text, list or dict, to the last item."""
    if isinstance(expected, np.ndarray):
        close(got, expected, name=name, show=show)
        return
    expected = to_plain(expected)
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        # Whole numbers stay whole: as floats, 2**53 and 2**53 + 1 would be equal.
        got = got if type(got) is int else number(got, name or "a number")
    if not _equal(got, expected):
        _not_none(got, name or "an answer")
        raise Mismatch(
            f"should {'be' if name is None else f'give {name}'} {describe(expected)}; yours is {describe(got)}",
            expected=describe(expected),
            got=describe(got),
            panels=_panels(show),
        )


def at_least(got: float, gate: float, message: str, *, show: Show = None) -> None:
    """Insist that a score reaches a gate. The message says what is measured: "accuracy on new pictures"."""
    if not got >= gate:
        that(
            False,
            f"{message} is {got:.3g}; it should reach {gate:.3g}.",
            expected=f"at least {gate:.3g}",
            got=f"{got:.3g}",
            show=show,
        )


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


def _kind(got: Any) -> str:
    if isinstance(got, np.ndarray):
        return f"an array of {got.dtype} ({size_text(got.shape)})"
    if isinstance(got, list):
        # A tuple has become a list on its way here.
        return f"a list or tuple of {len(got)} item{'s'[: len(got) != 1]}"
    return {
        "str": "text",
        "int": "a whole number",
        "float": "a number",
        "bool": f"{got}",
        "dict": "a dict",
        "complex": "a complex number",
    }.get(type(got).__name__, f"a {type(got).__name__}")


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


def _axis_labels(expected: np.ndarray) -> tuple[str, ...]:
    return {1: ("position",), 2: ("row", "column"), 3: ("row", "column", "channel")}.get(
        expected.ndim, tuple(f"axis {axis}" for axis in range(expected.ndim))
    )


def _shape_clue(wanted: tuple[int, ...], got: tuple[int, ...]) -> str:
    """A guess at what went wrong, in words, "" when nothing simple explains it."""
    if len(wanted) != len(got):
        if len(got) == len(wanted) + 1:
            return ": one axis too many"
        return ": one axis is missing" if len(got) == len(wanted) - 1 else ""
    if len(wanted) >= 2 and wanted[0] != wanted[1] and got == (wanted[1], wanted[0], *wanted[2:]):
        return ": rows and columns are swapped"
    differing = [axis for axis in range(len(wanted)) if wanted[axis] != got[axis]]
    if len(differing) == 1 and len(wanted) >= 2 and differing[0] < 2:
        axis = differing[0]
        missing = wanted[axis] - got[axis]
        noun = ("row", "column")[axis] + ("" if abs(missing) == 1 else "s")
        count = "one" if abs(missing) == 1 else str(abs(missing))
        verb = "is" if abs(missing) == 1 else "are"
        if missing > 0:
            return f", so {count} {noun} {verb} missing"
        return f", so there {verb} {count} {noun} too many"
    return ""
