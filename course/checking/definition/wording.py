"""Words for what a judge finds: places, kinds, shapes. Nothing here decides whether something is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checking.contract.values import size_text

DTYPE_FAMILIES = {"float": "a floating-point type", "integer": "a whole-number type"}

AXES = {
    1: ("position",),
    2: ("row", "column"),
    3: ("row", "column", "channel"),
    4: ("picture", "row", "column", "channel"),
}
"""Number of axes -> what an index along each is called. Pictures are (N, H, W, C) everywhere in the course."""


def place_text(index: Sequence[Any]) -> str:
    """An index in words: (25, 59) is "row 25, column 59"."""
    labels = AXES.get(len(index)) or tuple(f"axis {axis}:" for axis in range(len(index)))
    return ", ".join(f"{label} {int(number)}" for label, number in zip(labels, index, strict=True))


def number_text(value: Any, unit: str = "") -> str:
    """A number with six digits at most, and its unit: "0.45 DN per electron"."""
    return f"{float(value):.6g}" + (f" {unit}" if unit else "")


def two_number_texts(one: float, other: float, unit: str = "") -> tuple[str, str]:
    """Two unequal numbers with as many digits as it takes to tell them apart, six or more."""
    digits = next(digits for digits in range(6, 18) if f"{one:.{digits}g}" != f"{other:.{digits}g}")
    unit = f" {unit}" if unit else ""
    return f"{one:.{digits}g}{unit}", f"{other:.{digits}g}{unit}"


def kind_text(got: Any) -> str:
    """What sort of value came: "text", "an array of uint8 (5 x 4)"."""
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


def shape_clue(wanted: tuple[int, ...], got: tuple[int, ...]) -> str:
    """What the two shapes have to do with each other, in words, "" when nothing simple explains it."""
    if len(wanted) != len(got):
        if len(got) == len(wanted) + 1:
            return ": one axis too many"
        return ": one axis is missing" if len(got) == len(wanted) - 1 else ""
    labels = AXES.get(len(wanted), ())
    differing = [axis for axis in range(len(wanted)) if wanted[axis] != got[axis]]
    if [labels[axis] for axis in differing if labels] == ["row", "column"]:
        row, column = differing
        swapped = (got[column], got[row]) == (wanted[row], wanted[column])
        return ": rows and columns are swapped" if swapped else ""
    if len(differing) == 1 and len(labels) >= 2:
        axis = differing[0]
        missing = wanted[axis] - got[axis]
        noun = labels[axis] + ("" if abs(missing) == 1 else "s")
        count = "one" if abs(missing) == 1 else str(abs(missing))
        verb = "is" if abs(missing) == 1 else "are"
        if missing > 0:
            return f", so {count} {noun} {verb} missing"
        return f", so there {verb} {count} {noun} too many"
    return ""
