"""Notebook 2, Filters: a Gaussian kernel, and why its weights sum to 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import ndimage

from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import CurvePanel, Panel

gaussian_kernel = Exercise(
    "basics/gaussian_kernel",
    "A kernel shaped like a bell",
    hints=[
        "Start with the distances. For size 5 the offsets from the centre are -2, -1, 0, 1, 2: "
        "`np.arange(size) - size // 2`.",
        "The height at offset (x, y) is `exp(-(x**2 + y**2) / (2 * sigma**2))`. The factor in front of the bell does "
        "not matter: it goes away when you divide by the sum.",
        "The bell is the product of a bell along x and a bell along y, so `np.outer(line, line)` builds the table "
        "from one line.",
        "First `if size % 2 == 0 or sigma <= 0: raise ValueError(...)` with a message; then the line "
        "`np.exp(-offsets**2 / (2 * sigma**2))`, its outer product with itself, divided by its sum.",
    ],
    forbids=[
        "skimage.filters.gaussian",
        "scipy.ndimage.gaussian_filter",
        "scipy.ndimage.gaussian_filter1d",
        "scipy.signal.windows.gaussian",
        "scipy.signal.get_window",
        "cv2.getGaussianKernel",
        "cv2.GaussianBlur",
    ],
)


@gaussian_kernel.cases("bells")
def sizes_and_widths(rng: np.random.Generator) -> Iterator[Case]:
    """From nearly a point to nearly flat; the size does not follow from sigma."""
    for size, low, high in ((3, 0.5, 0.8), (5, 0.9, 1.2), (9, 1.4, 2.4), (7, 4.0, 6.0)):
        sigma = round(float(rng.uniform(low, high)), 2)
        yield Case(f"size {size} and sigma {sigma}", size=size, sigma=sigma)
    # Far more than three sigma from the centre to the corner: small weights count as well.
    sigma = round(float(rng.uniform(1.0, 1.3)), 2)
    yield Case(f"size 11 and sigma {sigma}", size=11, sigma=sigma)


@gaussian_kernel.cases("impossible")
def what_has_no_bell(rng: np.random.Generator) -> Iterator[Case]:
    """Even sizes, widths that are none."""
    for size in (4, 2):
        because = "a kernel of even size has no pixel in the middle"
        yield Case(f"size {size}", size=size, sigma=1.0, because=because)
    for sigma in (0.0, -1.5):
        yield Case(f"sigma {sigma}", size=5, sigma=sigma, because="the width of a bell is larger than zero")


def _kernel(answer: Answer, case: Case) -> np.ndarray:
    got = answer(case.size, case.sigma)
    return expect.array(got, shape=(case.size, case.size), name="a square kernel").astype(np.float64)


def _impulse_response(size: int, sigma: float) -> np.ndarray:
    """What scipy's Gaussian filter (skimage's is the same) does to one bright pixel, cut off at the kernel's edge."""
    impulse = np.zeros((size, size))
    impulse[size // 2, size // 2] = 1.0
    return ndimage.gaussian_filter(impulse, sigma, mode="constant", radius=size // 2)


def _bell(size: int, sigma: float, *, start: float | None = None, power: float = 2) -> np.ndarray:
    """A bell as mistakes make it.

    Args:
        size: rows and columns.
        sigma: its width, pixels.
        start: the first offset; -(size // 2) when None.
        power: of the distance.
    """
    offsets = np.arange(size) + (-(size // 2) if start is None else start)
    weights = np.exp(-(np.hypot(offsets[:, None], offsets) ** power) / (2 * sigma**power))
    return weights / weights.sum()


@gaussian_kernel.part("the shape of a bell", points=1, kinds=("bells",))
def is_a_bell(answer: Answer, case: Case) -> None:
    """Sums to 1, symmetric, highest in the middle, separable: properties a bell of any width has."""
    got, size, sigma = _kernel(answer, case), case.size, case.sigma
    call = f"`gaussian_kernel({size}, {sigma})`"
    expected = _impulse_response(size, sigma)

    def insist(holds: bool, what: str, mistakes: expect.Mistakes | None = None) -> None:
        if not holds:
            expect.fail(
                f"{call} should {what}{expect.explanation_of(got, expected, mistakes)}.",
                show=lambda: _kernel_panels(got, case),
            )

    digits = _digits_rounded_to(got, expected)
    insist(
        digits == 0,
        f"not be rounded; your weights end after {digits} digits. Then they do not quite sum to 1, and a large kernel "
        "loses its small weights",
    )
    insist(
        abs(got.sum() - 1) <= 1e-6,
        f"sum to 1; yours sums to {got.sum():.6g}. Divide by the sum at the very end",
    )
    mirrored = (got.T, got[::-1], got[:, ::-1])
    insist(
        max(float(np.abs(got - other).max()) for other in mirrored) <= 1e-6,
        "be symmetric: the same seen in a mirror, upside down and with rows and columns swapped. Yours is not",
        {
            "Its centre is not at row and column `size // 2`: the offsets start half a pixel too early": (
                _bell(size, sigma, start=-size / 2)
            ),
            "Its centre is not at row and column `size // 2`: the offsets start at 0": _bell(
                size, sigma, start=0
            ),
            "Its centre is not at row and column `size // 2`: the offsets start one pixel too late": (
                _bell(size, sigma, start=1 - size // 2)
            ),
        },
    )
    centre = got[size // 2]
    insist(
        bool(got.min() >= 0 and (np.diff(centre[: size // 2 + 1]) > 0).all()),
        "be positive and fall from the centre to both sides; yours does not",
    )
    lines = np.outer(got.sum(axis=1), got.sum(axis=0))
    squared = "A bell falls with the *square* of the distance"
    insist(
        float(np.abs(got - lines).max()) <= 1e-6,
        f"be separable: the outer product of one line with itself. Yours is not; the largest difference is "
        f"{np.abs(got - lines).max():.2g}",
        {
            f"{squared}; yours is exp(-distance / {width:.4g})": _bell(size, width / 2, power=1)
            for width in (2 * sigma**2, 2 * sigma, sigma, sigma**2)
        },
    )


def _digits_rounded_to(got: np.ndarray, expected: np.ndarray) -> int:
    """How many digits after the point a right kernel has been rounded to; 0 when it has not been."""
    if np.abs(got - expected).max() <= 1e-6:
        return 0
    rounded = (digits for digits in (2, 3, 4, 5) if np.abs(got - np.round(expected, digits)).max() <= 1e-8)
    return next(rounded, 0)


@gaussian_kernel.part("the values", points=2, kinds=("bells",))
def equals_the_library(answer: Answer, case: Case) -> None:
    """The same as the library's impulse response, to 1e-6."""
    got, sigma = _kernel(answer, case), case.sigma
    formula = "the exponent is -(x² + y²) / (2 sigma²)"
    parentheses = (
        "`/ 2 * sigma**2` divides by 2 and then multiplies. Put what stands below the line in parentheses"
    )
    clues = {
        np.sqrt(0.5) * sigma: f"{formula}, with a 2",
        np.sqrt(2) * sigma: f"{formula}, with a 2 and a square",
        np.sqrt(sigma): "sigma has to be squared",
        1 / sigma: parentheses,
        1 / (np.sqrt(2) * sigma): "sigma² belongs below the line",
    }
    expect.close(
        got,
        _impulse_response(case.size, sigma),
        within=1e-6,
        mistakes={
            f"Yours is a bell of the wrong width, sigma {width:.4g} instead of {sigma:.4g}: {clue}": _bell(
                case.size, width
            )
            for width, clue in clues.items()
        },
        show=lambda: _kernel_panels(got, case),
    )


@gaussian_kernel.part("what cannot be built", points=1, kinds=("impossible",))
def refuses(answer: Answer, case: Case) -> None:
    """An even size has no middle; a sigma of zero or less is no width."""
    expect.raises(answer, ValueError, case.size, case.sigma, because=case.because)


def _kernel_panels(got: np.ndarray, case: Case) -> tuple[Panel, ...]:
    """The middle row of both kernels as curves."""
    middle = case.size // 2
    return (
        CurvePanel(
            "the middle row of the kernel",
            np.arange(case.size) - middle,
            {"yours": got[middle], "expected": _impulse_response(case.size, case.sigma)[middle]},
            x_label="offset from the centre (pixels)",
            y_label="weight",
        ),
    )


kernel_sum = Question(
    "basics/kernel_sum",
    "Why does it sum to 1?",
    "Somebody forgets to divide by the sum: the kernel's weights add up to 1.2. What happens to a picture?",
    choices={
        "a": Choice(
            "It gets blurred more strongly",
            "how far the blur reaches is the *shape* of the weights, their width sigma. Multiplying all of them by 1.2 "
            "leaves the shape as it is.",
        ),
        "b": Choice(
            "Its edges get stronger",
            "edges and flat areas are multiplied by the same 1.2, so an edge does not stand out more against its "
            "surroundings. Sharpening needs negative weights around the centre.",
        ),
        "c": Choice(
            "Nothing: only the ratio of the weights matters",
            "the ratios decide the shape of the blur, but the sum decides the brightness. On an even grey of 100 "
            "every output pixel is 100 times the sum.",
        ),
        "d": Choice(
            "It gets brighter by 20 %, and bright parts run into white",
            "On an even grey of 100 every output is 100 times the sum of the weights, 120. A sum of 1 keeps the "
            "brightness, and a filter applied ten times then does not make it 1.2 to the 10th, 6.2 times as bright.",
        ),
    },
    right="d",
)
