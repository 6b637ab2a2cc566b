"""Pictures a finding carries: what to draw, not how. `course.checking.showing.drawing` turns them into PNG."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class ImagePanel:
    """One image in a row of images.

    Args:
        title: shown above, for example "yours".
        image: (H, W) or (H, W, 3), uint8, bool or float.
        low: value drawn black; None takes it from the image's dtype or values.
        high: value drawn white.
        diverging: draw around zero, blue below and orange above (differences).
        points: (N, 2) array of (x, y) marks in pixels.
    """

    title: str
    image: np.ndarray
    low: float | None = None
    high: float | None = None
    diverging: bool = False
    points: np.ndarray | None = None


@dataclass(frozen=True)
class CurvePanel:
    """Lines over a shared x axis, with optional vertical marks.

    Args:
        title: shown above.
        x: (N,) positions.
        curves: label -> (N,) values.
        marks: label -> x position of a vertical line.
        x_label: axis label with its unit.
        y_label: axis label with its unit.
    """

    title: str
    x: np.ndarray
    curves: dict[str, np.ndarray] = field(default_factory=dict)
    marks: dict[str, float] = field(default_factory=dict)
    x_label: str = ""
    y_label: str = ""


Panel = ImagePanel | CurvePanel

SMALLEST_PICTURE = 4
"""Arrays with fewer rows or columns than this read better as numbers than as a picture."""


def is_picture(array: object) -> bool:
    """Whether an array has the shape of an image worth drawing: (H, W), (H, W, 3) or (H, W, 4)."""
    return (
        isinstance(array, np.ndarray)
        and array.dtype.kind in "buif"
        and (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4)))
        and min(array.shape[:2]) >= SMALLEST_PICTURE
    )


def compare(got: np.ndarray, expected: np.ndarray, given: np.ndarray | None = None) -> tuple[Panel, ...]:
    """Panels "the input", "yours", "expected" and, where the shapes agree, "difference".

    Yours and expected share one grey scale, so that a difference in brightness is seen as one.
    An array that is not a picture is left out.
    """
    pictures = [array for array in (got, expected) if is_picture(array) and array.size]
    if not pictures:
        return ()
    low, high = grey_scale(pictures)
    panels: list[Panel] = [] if given is None or not is_picture(given) else [ImagePanel("the input", given)]
    if is_picture(got):
        panels.append(ImagePanel("yours", got, low, high))
    if is_picture(expected):
        panels.append(ImagePanel("expected", expected, low, high))
    if got.shape == expected.shape and is_picture(got):
        difference = got.astype(np.float64) - expected.astype(np.float64)
        if difference.ndim == 3:
            difference = difference[..., :3].mean(axis=2)
        panels.append(ImagePanel("difference (yours - expected)", difference, diverging=True))
    return tuple(panels)


def grey_scale(arrays: list[np.ndarray]) -> tuple[float, float]:
    """Black and white levels that suit all arrays: 0..255 for bytes, 0..1 for unit floats, else min..max."""
    if all(array.dtype == np.uint8 for array in arrays):
        return 0.0, 255.0
    finite = [array[np.isfinite(array)] for array in arrays]
    if not any(values.size for values in finite):
        return 0.0, 1.0
    low = min(float(values.min()) for values in finite if values.size)
    high = max(float(values.max()) for values in finite if values.size)
    if low >= 0 and high <= 1:
        return 0.0, 1.0
    return low, (high if high > low else low + 1.0)
