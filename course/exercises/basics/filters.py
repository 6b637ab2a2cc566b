"""Notebook 2, Filters: kernels and edges here, noise in `filters_noise`; `EXERCISES` has both in notebook order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import ndimage

from course import data
from course.checking import Case, Choice, Exercise, Question, expect
from course.checking.candidate import Answer
from course.checking.pictures import CurvePanel, Panel, compare
from course.exercises.basics.filters_noise import denoise, double_exposure, photon_transfer, salt_and_pepper

SCIPY_MODES = {"zero": "constant", "reflect": "reflect", "replicate": "nearest"}
"""The lesson's names for what lies outside a picture -> the names scipy.ndimage has for them."""


def crop_of(picture: np.ndarray, rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """A random crop of a grey uint8 picture with something to see in it: standard deviation 25 or more."""
    for _ in range(100):
        row = int(rng.integers(0, picture.shape[0] - height + 1))
        column = int(rng.integers(0, picture.shape[1] - width + 1))
        crop = picture[row : row + height, column : column + width]
        if crop.std() >= 25:
            break
    return crop.copy()


def near(got: np.ndarray, other: np.ndarray, within: float = 1e-4) -> bool:
    """Whether an answer is what a known mistake gives; only ever used to choose the words of a message."""
    return got.shape == other.shape and bool(np.abs(got.astype(np.float64) - other).max() <= within)


# --------------------------------------------------------------------------------------------------- conv2d

conv2d = Exercise(
    "basics/conv2d",
    "Move a kernel over a picture",
    hints=[
        "Two steps: make the picture larger so that the kernel fits at the border too, then add up shifted and "
        "weighted copies of it. Start with `np.asarray(image, dtype=float)`.",
        "A kernel of k rows needs `k // 2` extra rows above and below. `np.pad` adds them; its names differ from "
        'ours: `"constant"` for zero, `"symmetric"` for reflect, `"edge"` for replicate.',
        "Convolution turns the kernel by 180 degrees first: `kernel[::-1, ::-1]`.",
        "With `padded` and the turned kernel `turned`, every output pixel is a sum over the kernel's places: "
        "`result += turned[i, j] * padded[i : i + height, j : j + width]`, for all `i` and `j`.",
    ],
    forbids=[
        "scipy.ndimage.convolve",
        "scipy.ndimage.correlate",
        "scipy.ndimage.convolve1d",
        "scipy.ndimage.correlate1d",
        "scipy.ndimage.generic_filter",
        "scipy.signal.convolve",
        "scipy.signal.convolve2d",
        "scipy.signal.correlate",
        "scipy.signal.correlate2d",
        "scipy.signal.fftconvolve",
        "scipy.signal.oaconvolve",
        "cv2.filter2D",
        "cv2.sepFilter2D",
    ],
)


@conv2d.cases
def pictures_and_kernels(rng: np.random.Generator) -> Iterator[Case]:
    """Never square pictures, each with a kernel that no turn and no mirror changes."""
    yield Case(
        "a photograph, 3 x 3 kernel",
        image=crop_of(data.camera(), rng, 40, 52) / 255.0,
        even=even_kernel(rng, 3),
    )
    noise = rng.normal(0, 1, (int(rng.integers(12, 18)), int(rng.integers(19, 25))))
    yield Case("noise, 5 x 5 kernel", image=noise, even=even_kernel(rng, 5))


def lopsided_kernels(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of "the flip": one bright pixel, then pictures; kernels that look different from every side."""
    for size in (3, int(rng.choice([5, 7])), 1):
        name = f"one bright pixel, {size} x {size} kernel"
        yield Case(name, image=_bright_pixel(size), kernel=rng.uniform(-1, 1, (size, size)))
    photo = crop_of(data.camera(), rng, 40, 52) / 255.0
    yield Case("a photograph, 3 x 3 kernel", image=photo, kernel=rng.uniform(-1, 1, (3, 3)))
    yield Case("noise, 5 x 5 kernel", image=rng.normal(0, 1, (14, 22)), kernel=rng.uniform(-1, 1, (5, 5)))


def kernels_of_all_kinds(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of the last part: oblong kernels, whole numbers on both sides, a mixture of two pictures."""
    photo = crop_of(data.camera(), rng, 40, 52)
    for shape in ((3, 5), (5, 3), (1, 7), (5, 1)):
        name = f"a kernel of {shape[0]} row{'s'[: shape[0] > 1]} and {shape[1]} column{'s'[: shape[1] > 1]}"
        yield Case(name, kind="oblong", image=photo / 255.0, kernel=rng.uniform(-1, 1, shape))
    slopes = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) * int(rng.integers(1, 4))
    yield Case("a picture of bytes, a kernel of whole numbers", kind="whole", image=photo, kernel=slopes)
    bright = rng.integers(100, 256, (15, 21), dtype=np.uint8)
    heavy = rng.integers(1, 30, (3, 3), dtype=np.uint8)
    yield Case("a picture and a kernel of bytes", kind="whole", image=bright, kernel=heavy)
    deep = rng.integers(0, 60000, (9, 8), dtype=np.uint16)
    signed = rng.integers(-99, 100, (3, 3), dtype=np.int16)
    yield Case("a picture of uint16, a kernel of int16", kind="whole", image=deep, kernel=signed)
    yield Case("a mixture of two pictures", kind="mixture", image=photo / 255.0, kernel=even_kernel(rng, 3))


def even_kernel(rng: np.random.Generator, size: int) -> np.ndarray:
    """A kernel that no turn, mirror or transposition changes, so that the flip does not matter; its sum is 1."""
    kernel = rng.uniform(0.1, 1, (size, size))
    kernel = kernel + kernel[::-1]
    kernel = kernel + kernel[:, ::-1]
    kernel = kernel + kernel.T
    return kernel / kernel.sum()


def _bright_pixel(kernel_size: int) -> np.ndarray:
    """Zeros with a single 1, large enough for the whole kernel."""
    size = 2 * kernel_size + 1
    impulse = np.zeros((size, size + 2))
    impulse[size // 2, size // 2 + 1] = 1.0
    return impulse


BOTH_AXES = "Convolution turns it by 180 degrees: that reverses the rows and the columns."


def _mistaken_kernels(kernel: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """What is done to a kernel by mistake, in words, and the kernel a convolution with which gives the same."""
    kernel = kernel.astype(np.float64)
    yield (
        "turned by 180 degrees: that is correlation. Convolution turns the kernel before it multiplies.",
        kernel[::-1, ::-1],
    )
    yield "mirrored left to right, as if only the rows had been reversed. " + BOTH_AXES, kernel[:, ::-1]
    yield "upside down, as if only the columns had been reversed. " + BOTH_AXES, kernel[::-1]
    if kernel.shape[0] == kernel.shape[1]:
        for other in (kernel.T, kernel[::-1].T, kernel[:, ::-1].T, kernel[::-1, ::-1].T):
            yield "turned by 90 degrees, or with rows and columns swapped. " + BOTH_AXES, other
    for name, total in (("sum", kernel.sum()), ("sum without signs", np.abs(kernel).sum())):
        if abs(total) > 1e-6:
            yield f"divided by its {name}, {total:.3g}. Leave the weights as they are.", kernel / total


def _filtered(answer: Answer, image: np.ndarray, kernel: np.ndarray, mode: str) -> np.ndarray:
    try:
        got = answer(image, kernel, mode)
    finally:
        # A kernel is an array like any other; a message should call it by its name.
        rows, columns = kernel.shape
        name = "kernel" if rows == columns else f"kernel_{rows}x{columns}"
        answer.last_call = f'conv2d(image, {name}, "{mode}")'
    return expect.array(got, shape=image.shape, name="the filtered picture")


def _convolved(image: np.ndarray, kernel: np.ndarray, mode: str) -> np.ndarray:
    return ndimage.convolve(image.astype(np.float64), kernel.astype(np.float64), mode=SCIPY_MODES[mode])


def _inside(array: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The pixels the border does not reach."""
    rows, columns = (length // 2 for length in kernel.shape)
    return array[rows : array.shape[0] - rows, columns : array.shape[1] - columns]


def _tolerance(image: np.ndarray, kernel: np.ndarray) -> float:
    """Room for float32 and for FFTs: a hundred-thousandth of the largest value possible."""
    return 1e-5 * float(np.abs(image.astype(np.float64)).max() * np.abs(kernel.astype(np.float64)).sum())


@conv2d.part("the weighted sum", points=1)
def adds_up_neighbours(answer: Answer, case: Case) -> None:
    """Away from the border, with a kernel that looks the same after the flip."""
    got = _filtered(answer, case.image, case.even, "zero")
    expected = _convolved(case.image, case.even, "zero")
    expect.close(
        _inside(got, case.even),
        _inside(expected, case.even),
        within=_tolerance(case.image, case.even),
        given=_inside(case.image, case.even),
    )


@conv2d.part("the flip", points=1, cases=lopsided_kernels)
def draws_the_kernel(answer: Answer, case: Case) -> None:
    """A single bright pixel must give the kernel itself; correlation gives it upside down."""
    kernel, image = case.kernel, case.image
    got, expected = _filtered(answer, image, kernel, "zero"), _convolved(image, kernel, "zero")
    tolerance = _tolerance(image, kernel)
    if np.count_nonzero(image) == 1:
        for mistake, other in _mistaken_kernels(kernel):
            mistaken = _convolved(image, other, "zero")
            expect.that(
                not near(got, mistaken, 1e-4) or near(expected, mistaken, 1e-4),
                "A picture with one bright pixel should come out as the kernel itself. Yours comes out as the "
                f"kernel {mistake}",
                expected=f"around the bright pixel\n{_text_of(kernel)}",
                got=f"around the bright pixel\n{_text_of(other)}",
                show=lambda: compare(got, expected, image),
            )
    expect.close(
        _inside(got, kernel), _inside(expected, kernel), within=tolerance, given=_inside(image, kernel)
    )


def _text_of(kernel: np.ndarray) -> str:
    return np.array2string(kernel, precision=2, suppress_small=True)


@conv2d.part("three kinds of border", points=2)
def follows_the_mode(answer: Answer, case: Case) -> None:
    """The whole picture in every mode, again with a kernel that looks the same after the flip."""
    for mode in SCIPY_MODES:
        got = _filtered(answer, case.image, case.even, mode)
        expected = _convolved(case.image, case.even, mode)
        tolerance = _tolerance(case.image, case.even)
        mirrored = ndimage.convolve(case.image.astype(np.float64), case.even, mode="mirror")
        expect.that(
            mode != "reflect" or near(expected, mirrored, tolerance) or not near(got, mirrored, tolerance),
            'In the mode "reflect" the outermost pixel should come twice: b a | a b c d. Yours continues with '
            'its neighbour, c b | a b c d. numpy calls that one "reflect" and ours "symmetric".',
            show=lambda got=got, expected=expected: compare(got, expected, case.image),
        )
        expect.close(got, expected, within=tolerance, given=case.image)


@conv2d.part("any kernel, any type of number", points=1, cases=kernels_of_all_kinds)
def is_general(answer: Answer, case: Case) -> None:
    """Oblong kernels; whole numbers must neither wrap nor be cut off; linear in the picture."""
    if case.kind == "mixture":
        _insist_on_linear(answer, case.image, case.kernel)
        return
    image, kernel, mode = case.image, case.kernel, "replicate" if case.kind == "oblong" else "zero"
    got, target = _filtered(answer, image, kernel, mode), _convolved(image, kernel, mode)
    tolerance = _tolerance(image, kernel)
    for mistake, other in _mistaken_kernels(kernel):
        # Who forgot the flip, or half of it, has lost its point already; this part is about shapes and types.
        mistaken = _convolved(image, other, mode)
        if not mistake.startswith("divided") and near(got, mistaken, tolerance):
            target = mistaken
    if case.kind == "oblong":
        expect.close(got, target, within=tolerance, given=image)
        return
    got, target, shown = _inside(got, kernel), _inside(target, kernel), _inside(image, kernel)
    wrapped = got.dtype.kind in "iu" or bool(np.all(np.rint(got) == got))
    advice = (
        "Do all the arithmetic and keep the result in floats: whole-number types wrap around or cut off."
        if wrapped
        else "Is something clipped, scaled or divided?"
    )
    expect.that(
        near(got, target, tolerance),
        f"With a picture of {image.dtype} and a kernel of whole numbers (dtype {kernel.dtype}) the result should "
        f"run from {target.min():g} to {target.max():g}; yours runs from {got.min():g} to {got.max():g}. {advice}",
        expected=f"{target.min():g} to {target.max():g}",
        got=f"{got.min():g} to {got.max():g} ({got.dtype})",
        show=lambda: compare(got, target, shown),
    )


def _insist_on_linear(answer: Answer, image: np.ndarray, kernel: np.ndarray) -> None:
    """Filtering a picture and its own mirror image in a mixture gives the mixture of the results."""
    mirror = image[:, ::-1].copy()
    mixture = 2.0 * image - 0.5 * mirror
    parts = 2.0 * _filtered(answer, image, kernel, "reflect").astype(np.float64)
    parts = parts - 0.5 * _filtered(answer, mirror, kernel, "reflect")
    whole = _filtered(answer, mixture, kernel, "reflect")
    expect.that(
        near(whole, parts, 3 * _tolerance(image, kernel)),
        "Convolution should be linear: filtering 2 * a - 0.5 * b should give 2 * (a filtered) - 0.5 * (b filtered). "
        "Yours does not. Is something clipped, rounded or divided by a sum?",
        show=lambda: compare(whole, parts, mixture),
    )


# ------------------------------------------------------------------------------------------- gaussian_kernel

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


@gaussian_kernel.cases
def sizes_and_widths(rng: np.random.Generator) -> Iterator[Case]:
    """From nearly a point to nearly flat; the size does not follow from sigma."""
    for size, low, high in ((3, 0.5, 0.8), (5, 0.9, 1.2), (9, 1.4, 2.4), (7, 4.0, 6.0)):
        sigma = round(float(rng.uniform(low, high)), 2)
        yield Case(f"size {size} and sigma {sigma}", size=size, sigma=sigma)


def _kernel(answer: Answer, case: Case) -> np.ndarray:
    got = answer(case.size, case.sigma)
    return expect.array(got, shape=(case.size, case.size), name="a square kernel").astype(np.float64)


def _impulse_response(size: int, sigma: float) -> np.ndarray:
    """What scipy's Gaussian filter (skimage's is the same) does to one bright pixel, cut off at the kernel's edge."""
    impulse = np.zeros((size, size))
    impulse[size // 2, size // 2] = 1.0
    return ndimage.gaussian_filter(impulse, sigma, mode="constant", radius=size // 2)


@gaussian_kernel.part("the shape of a bell", points=1)
def is_a_bell(answer: Answer, case: Case) -> None:
    """Sums to 1, symmetric, highest in the middle, separable: properties a bell of any width has."""
    got = _kernel(answer, case)
    call = f"`gaussian_kernel({case.size}, {case.sigma})`"
    digits = _digits_rounded_to(got, _impulse_response(case.size, case.sigma))
    expect.that(
        digits == 0,
        f"{call} should not be rounded; your weights end after {digits} digits. Then they do not quite sum to 1, and a "
        "large kernel loses its small weights.",
        show=lambda: _kernel_panels(got, case),
    )
    expect.that(
        abs(got.sum() - 1) <= 1e-6,
        f"{call} should sum to 1; yours sums to {got.sum():.6g}. Divide by the sum at the very end.",
        expected="1",
        got=f"{got.sum():.6g}",
    )
    symmetric = max(
        np.abs(got - got.T).max(), np.abs(got - got[::-1]).max(), np.abs(got - got[:, ::-1]).max()
    )
    expect.that(
        symmetric <= 1e-6,
        f"{call} should be symmetric: the same seen in a mirror, upside down and with rows and columns swapped. "
        "Yours is not. Is the centre of the bell at row and column `size // 2`?",
        show=lambda: _kernel_panels(got, case),
    )
    centre = got[case.size // 2]
    expect.that(
        bool(got.min() >= 0 and (np.diff(centre[: case.size // 2 + 1]) > 0).all()),
        f"{call} should be positive and fall from the centre to both sides; yours does not.",
        show=lambda: _kernel_panels(got, case),
    )
    lines = np.outer(got.sum(axis=1), got.sum(axis=0))
    clue = "Are all weights the same function of x² + y²?"
    if _falls_with_the_distance(got, case.sigma):
        clue = "A bell falls with the *square* of the distance."
    expect.that(
        near(got, lines, 1e-6),
        f"{call} should be separable: the outer product of one line with itself. Yours is not; the largest "
        f"difference is {np.abs(got - lines).max():.2g}. {clue}",
        show=lambda: _kernel_panels(got, case),
    )


def _digits_rounded_to(got: np.ndarray, expected: np.ndarray) -> int:
    """How many digits after the point a right kernel has been rounded to; 0 when it has not been."""
    for digits in (2, 3, 4, 5):
        coarse = 0.6 * 10.0**-digits
        if (
            near(got, expected, coarse)
            and not near(got, expected, 1e-6)
            and near(got, np.round(got, digits), 1e-8)
        ):
            return digits
    return 0


def _falls_with_the_distance(got: np.ndarray, sigma: float) -> bool:
    """Whether the weights are exp(-distance / something) instead of exp(-distance² / something)."""
    offsets = np.arange(len(got)) - len(got) // 2
    distance = np.hypot(offsets[:, None], offsets)
    bells = (np.exp(-distance / width) for width in (2 * sigma**2, 2 * sigma, sigma, sigma**2))
    return any(near(got, bell / bell.sum(), 1e-5) for bell in bells)


@gaussian_kernel.part("the values", points=2)
def equals_the_library(answer: Answer, case: Case) -> None:
    """The same as the library's impulse response, to 1e-6."""
    got, expected = _kernel(answer, case), _impulse_response(case.size, case.sigma)
    if case.size > 1:
        for factor, clue in (
            (np.sqrt(0.5), "the exponent is -(x² + y²) / (2 sigma²), with a 2"),
            (np.sqrt(2.0), "the exponent is -(x² + y²) / (2 sigma²), with a 2 and a square"),
            (1 / np.sqrt(case.sigma), "sigma has to be squared"),
            (np.sqrt(case.sigma), "sigma has to be squared"),
            (
                case.sigma**-2,
                "`/ 2 * sigma**2` divides by 2 and then multiplies. Put what stands below the line in parentheses",
            ),
            (np.sqrt(2) * case.sigma**-2, "sigma² belongs below the line"),
        ):
            other = _impulse_response(case.size, case.sigma * factor)
            expect.that(
                near(expected, other, 1e-4) or not near(got, other, 1e-6),
                f"`gaussian_kernel({case.size}, {case.sigma})` is a bell of the wrong width: its sigma is "
                f"{case.sigma * factor:.4g} instead of {case.sigma:.4g}. Look at the exponent: {clue}.",
                expected=f"centre {expected.max():.6g}",
                got=f"centre {got.max():.6g}",
                show=lambda: _kernel_panels(got, case),
            )
    expect.close(got, expected, within=1e-6, show=lambda: _kernel_panels(got, case))


@gaussian_kernel.part("what cannot be built", points=1, cases=lambda rng: [Case("")])
def refuses(answer: Answer, case: Case) -> None:
    """An even size has no middle; a sigma of zero or less is no width."""
    for size in (4, 2):
        expect.raises(
            answer, ValueError, size, 1.0, because="a kernel of even size has no pixel in the middle"
        )
    for sigma in (0.0, -1.5):
        expect.raises(answer, ValueError, 5, sigma, because="the width of a bell is larger than zero")


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


# ---------------------------------------------------------------------------------------------- sobel_edges

sobel_edges = Exercise(
    "basics/sobel_edges",
    "How steep, and which way",
    hints=[
        "Filter twice: once with the kernel for x, once with its transpose for y. Inside the function, convert the "
        "picture to float first.",
        "Do the signs come out wrong? A convolution turns the kernel by 180 degrees. Either use correlation "
        "(`scipy.ndimage.correlate`), or write the kernel with 1 on the left and -1 on the right.",
        "Divide both results by 8: then a ramp that grows by 1 per pixel has the gradient 1. The magnitude is "
        "`np.hypot(gx, gy)`.",
        "The direction is `np.degrees(np.arctan2(gy, gx))`: y first, then x. Return the two arrays as "
        "`return magnitude, orientation`.",
    ],
    forbids=[
        "skimage.filters.sobel",
        "skimage.filters.sobel_h",
        "skimage.filters.sobel_v",
        "scipy.ndimage.sobel",
        "scipy.ndimage.generic_gradient_magnitude",
        "cv2.Sobel",
        "cv2.spatialGradient",
    ],
)

SOBEL_X = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
"""For correlation, as drawn in the lesson: a ramp that grows by 1 per pixel to the right gives +1."""

STEEP_ENOUGH = 0.02
"""Share of the largest magnitude above which a direction is judged; on flat ground it is arbitrary."""


@sobel_edges.cases
def ramps(rng: np.random.Generator) -> Iterator[Case]:
    """Ramps at two slanting directions and two of the four main ones."""
    # A slanting ramp first: on it every usual mistake gives another angle, so the card can name the mistake.
    corner = int(rng.choice([0, 90, 180, 270]))
    for angle in (int(rng.integers(20, 35)), int(rng.integers(200, 215)), corner, corner + 90):
        angle = angle if angle <= 180 else angle - 360
        slope = round(float(rng.uniform(0.5, 3)), 2)
        height, width = int(rng.integers(12, 18)), int(rng.integers(20, 26))
        yield Case(
            f"a ramp at {angle} degrees",
            image=ramp(height, width, slope, angle),
            slope=slope,
            angle=angle,
        )


def photographs(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of the last two parts: crops of bytes."""
    yield Case("a man with a camera", photo=crop_of(data.camera(), rng, 40, 56))
    yield Case("coins", photo=crop_of(data.coins(), rng, 44, 60))
    yield Case("another crop of the man", photo=crop_of(data.camera(), rng, 36, 50))


def ramp(height: int, width: int, slope: float, angle: float) -> np.ndarray:
    """A plane that grows by `slope` per pixel towards `angle` (degrees; 0 to the right, 90 down)."""
    y, x = np.mgrid[:height, :width]
    direction = np.radians(angle)
    return 50 + slope * (np.cos(direction) * x + np.sin(direction) * y)


def _edges(answer: Answer, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Magnitude and orientation as returned, both of the picture's shape, without the outermost pixels."""
    got = answer(image)
    if isinstance(got, np.ndarray) and got.ndim == 3 and got.shape[0] == 2:
        got = list(got)
    expect.that(
        isinstance(got, list) and len(got) == 2,
        "`sobel_edges(image)` should return two arrays, the magnitude and the orientation: "
        "`return magnitude, orientation`.",
        expected="two arrays",
        got=f"{len(got)} items" if isinstance(got, list) else ("None" if got is None else type(got).__name__),
    )
    return (
        expect.array(got[0], shape=image.shape, name="the magnitude")[1:-1, 1:-1].astype(np.float64),
        expect.array(got[1], shape=image.shape, name="the orientation")[1:-1, 1:-1].astype(np.float64),
    )


def _gradient(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Magnitude and orientation (degrees) by the definition, without the outermost pixels."""
    image = image.astype(np.float64)
    gx, gy = ndimage.correlate(image, SOBEL_X), ndimage.correlate(image, SOBEL_X.T)
    return np.hypot(gx, gy)[1:-1, 1:-1], np.degrees(np.arctan2(gy, gx))[1:-1, 1:-1]


def angle_between(first: np.ndarray, second: np.ndarray | float) -> np.ndarray:
    """Signed difference of directions in degrees, -180..180: 350 and -10 are the same direction."""
    return (first - second + 180) % 360 - 180


HALF_A_TURN = (
    "The same angle comes out for opposite directions: a quotient such as gy / gx loses the signs (and so does "
    "`% 180`). `np.arctan2` takes gy and gx and keeps them."
)


def _cannot_tell_opposites(answer: Answer, image: np.ndarray) -> bool:
    """Whether a picture and its negative come out with the same orientations."""
    _, direction = _edges(answer, image)
    _, of_negative = _edges(answer, image.max() - image)
    return float(np.median(np.abs(angle_between(direction, of_negative)))) < 1


@sobel_edges.part("how steep", points=1)
def magnitude_on_ramps(answer: Answer, case: Case) -> None:
    """On a plane the magnitude is its slope, everywhere and at every angle."""
    got, _ = _edges(answer, case.image)
    middle = float(np.median(got))
    expect.that(
        abs(middle - 8 * case.slope) > 1e-3 * case.slope,
        f"On a ramp that grows by {case.slope:g} per pixel the magnitude should be {case.slope:g}; yours is "
        f"{middle:.4g}, 8 times as much. The positive weights of the kernel add up to 4, and they are 2 pixels "
        "away from the negative ones: divide by 4 * 2.",
        expected=f"{case.slope:g}",
        got=f"{middle:.4g}",
    )
    expect.close(got, np.full_like(got, case.slope), within=1e-4 * max(1.0, case.slope), given=case.image)


@sobel_edges.part("which way", points=1)
def orientation_on_ramps(answer: Answer, case: Case) -> None:
    """On a plane the orientation is the direction in which it grows."""
    _, got = _edges(answer, case.image)
    middle = float(np.median(got))
    for wrong, clue in (
        (np.radians(case.angle), "Yours looks like radians: `np.degrees` converts."),
        (
            case.angle + 180,
            "Yours points the other way, to the dark side. A convolution turns the kernel around.",
        ),
        (90 - case.angle, "Yours has x and y swapped: `np.arctan2` takes y first."),
        (-case.angle, "Yours is mirrored: in an image y runs *down*."),
    ):
        if abs(float(angle_between(np.array(wrong), case.angle))) < 1:
            continue
        is_it = bool(np.abs(angle_between(got, float(wrong))).max() < 0.01)
        if is_it and wrong == case.angle + 180 and _cannot_tell_opposites(answer, case.image):
            clue = HALF_A_TURN
        expect.that(
            not is_it,
            f"On a ramp that grows brightest towards {case.angle:g} degrees the orientation should be "
            f"{case.angle:g}; yours is {middle:.4g}. {clue}",
            expected=f"{case.angle:g}",
            got=f"{middle:.4g}",
            show=lambda: compare(got, np.full_like(got, case.angle), case.image),
        )
    expect.that(
        float(np.abs(angle_between(got, case.angle)).max()) <= 0.1,
        f"On a ramp that grows brightest towards {case.angle:g} degrees the orientation should be {case.angle:g} "
        f"everywhere; yours lies between {got.min():.4g} and {got.max():.4g}.",
        expected=f"{case.angle:g}",
        got=f"{middle:.4g} (median)",
        show=lambda: compare(got, np.full_like(got, case.angle), case.image),
    )


@sobel_edges.part("a photograph", points=1, cases=photographs)
def equals_the_definition(answer: Answer, case: Case) -> None:
    """Bytes must not wrap, and the weights 1-2-1 across the edge must be there."""
    steepness, direction = _gradient(case.photo)
    got_steepness, got_direction = _edges(answer, case.photo)
    for factor in (1, 8):
        # Who forgot to divide by 8 has lost the point of the first part already.
        if near(got_steepness, factor * steepness, 0.01 * factor):
            got_steepness = got_steepness / factor
    expect.close(got_steepness, steepness, within=0.01, given=case.photo)
    judged = steepness > STEEP_ENOUGH * steepness.max()
    for wrong in (np.radians(direction), direction + 180, 90 - direction, -direction):
        # The same for a convention already named in "which way".
        if np.abs(angle_between(got_direction, wrong)[judged]).max(initial=0.0) < 0.01:
            got_direction = direction
    off = np.where(judged, np.abs(angle_between(got_direction, direction)), 0.0)
    halves = off[judged & (off > 0.5)]
    clue = " " + HALF_A_TURN if halves.size and halves.min() > 179 else ""
    expect.that(
        bool(off.max() <= 0.5),
        f"On a photograph the orientation should be right wherever there is an edge; yours is off by up to "
        f"{off.max():.3g} degrees.{clue}",
        show=lambda: compare(
            np.where(judged, got_direction, 0), np.where(judged, direction, 0), case.photo[1:-1, 1:-1]
        ),
    )


@sobel_edges.part("a turned picture", points=1, cases=photographs)
def turns_along(answer: Answer, case: Case) -> None:
    """Turn the picture by 90 degrees: the magnitudes turn along, the orientations change by -90 degrees."""
    steepness, direction = _edges(answer, case.photo)
    turned_steepness, turned_direction = _edges(answer, np.rot90(case.photo).copy())
    expected = np.rot90(steepness)
    judged = expected > max(STEEP_ENOUGH * float(expected.max()), 1e-6)
    expect.that(
        bool(judged.any()),
        "On a photograph some magnitudes should be larger than zero; yours are zero everywhere.",
    )
    expect.that(
        near(turned_steepness, expected, 0.01 * max(1.0, float(expected.max()) / 30)),
        "Turn a picture by 90 degrees and its edges are as steep as before: the magnitude should turn along. "
        "Yours changes. Is one direction weighted differently?",
        show=lambda: compare(turned_steepness, expected, np.rot90(case.photo)[1:-1, 1:-1]),
    )
    change = angle_between(turned_direction, np.rot90(direction))[judged]
    off = np.abs(angle_between(change, -90))
    wrong = off > 0.5
    worst = float(change[np.argmax(off)])
    clue = " " + HALF_A_TURN if wrong.any() and not wrong.all() and off[wrong].min() > 179 else ""
    expect.that(
        not wrong.any(),
        "Turn a picture by 90 degrees to the left (`np.rot90`): what grew to the right grows upwards now, so every "
        f"orientation should change by -90 degrees. In yours {wrong.mean():.0%} of the edge pixels change by something "
        f"else, for example by {worst:.4g}.{clue}",
        expected="-90 degrees",
        got=f"{worst:.4g} degrees (the worst)",
    )


EXERCISES = (
    conv2d,
    gaussian_kernel,
    kernel_sum,
    sobel_edges,
    denoise,
    salt_and_pepper,
    photon_transfer,
    double_exposure,
)
