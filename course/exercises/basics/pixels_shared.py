"""What the exercises of notebook 1 Pixels share: random inputs, and names for the usual other results."""

from __future__ import annotations

import numpy as np

from course import data
from course.checking import expect
from course.checking.pictures import compare


def name_the_suspect(
    got: np.ndarray,
    expected: np.ndarray,
    suspects: dict[str, np.ndarray],
    within: float,
    call: str,
    given: np.ndarray,
) -> None:
    """When the answer is a well-known other result, say which.

    Args:
        got: the answer, of the expected shape.
        expected: the right result.
        suspects: explanation -> that other result; half a percent of its largest value counts as equal.
        within: an answer this close to the right one is left alone.
        call: how the answer was called.
        given: the input picture.
    """
    if _agree(got, expected, within):
        return
    for explanation, other in suspects.items():
        if _agree(got, other, 0.005 * float(np.abs(other).max())):
            place = np.unravel_index(int(np.argmax(np.abs(got - expected.astype(float)))), got.shape)
            expect.that(
                False,
                f"`{call}` gives {got[place]:.4g} at {tuple(int(i) for i in place)}, where {expected[place]:.4g} is "
                f"expected. {explanation}",
                expected=f"{expected[place]:.4g}",
                got=f"{got[place]:.4g}",
                show=lambda: compare(got, expected, given),
            )


def _agree(first: np.ndarray, second: np.ndarray, within: float) -> bool:
    return bool(np.abs(first.astype(np.float64) - second).max(initial=0) <= within)


def small_photograph(rng: np.random.Generator) -> np.ndarray:
    """A piece of a photograph, small enough for a loop over pixels, another one in every draw.

    Args:
        rng: chooses the photograph and the place.

    Returns:
        uint8 (48, 60, 3), RGB, stretched to 0..255.
    """
    picture = (data.chelsea, data.coffee, data.astronaut)[int(rng.integers(3))]()
    top, left = (
        int(rng.integers(0, length - side)) for length, side in zip(picture.shape, (144, 180), strict=False)
    )
    piece = np.ascontiguousarray(picture[top : top + 144 : 3, left : left + 180 : 3])
    # Stretched to the full range, so that brighter and darker copies reach beyond it.
    low, high = int(piece.min()), int(piece.max())
    return np.rint((piece - float(low)) * (255 / max(high - low, 1))).astype(np.uint8)


def unequal_lengths(rng: np.random.Generator, low: int, high: int) -> tuple[int, int]:
    """Two different lengths, so that rows and columns cannot be mixed up.

    Args:
        rng: random generator.
        low: the smallest length.
        high: one more than the largest.
    """
    first, second = rng.permutation(np.arange(low, high))[:2]
    return int(first), int(second)
