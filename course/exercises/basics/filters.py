"""Notebook 2, Filters: moving a kernel over a picture here, the rest in its own files; `EXERCISES` has the order.

- `filters_bell`: a Gaussian kernel
- `filters_edges`: Sobel
- `filters_noise`: the filter that suits the noise
- `filters_camera`: gain and read noise from pairs of frames
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from scipy import ndimage

from course import data
from course.checking import Answer, Case, Exercise, expect
from course.exercises.basics.filters_bell import gaussian_kernel, kernel_sum
from course.exercises.basics.filters_camera import double_exposure, photon_transfer
from course.exercises.basics.filters_edges import sobel_edges
from course.exercises.basics.filters_noise import denoise, salt_and_pepper
from course.synth.draws import crop

SCIPY_MODES = {"zero": "constant", "reflect": "reflect", "replicate": "nearest"}
"""The lesson's names for what lies outside a picture -> the names scipy.ndimage has for them."""

CONTRAST = 25
"""Standard deviation of a crop with something to see in it, grey levels of 0..255."""

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


@conv2d.cases("even")
def pictures_and_kernels(rng: np.random.Generator) -> Iterator[Case]:
    """Never square pictures, each with a kernel that no turn and no mirror changes."""
    yield Case(
        "a photograph, 3 x 3 kernel",
        image=crop(rng, data.camera(), 40, 52, contrast=CONTRAST) / 255.0,
        even=even_kernel(rng, 3),
    )
    noise = rng.normal(0, 1, (int(rng.integers(12, 18)), int(rng.integers(19, 25))))
    yield Case("noise, 5 x 5 kernel", image=noise, even=even_kernel(rng, 5))


@conv2d.cases("lopsided")
def lopsided_kernels(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of "the flip": one bright pixel, then pictures; kernels that look different from every side."""
    for size in (3, int(rng.choice([5, 7])), 1):
        name = f"one bright pixel, {size} x {size} kernel"
        yield Case(name, image=_bright_pixel(size), kernel=rng.uniform(-1, 1, (size, size)))
    photo = crop(rng, data.camera(), 40, 52, contrast=CONTRAST) / 255.0
    yield Case("a photograph, 3 x 3 kernel", image=photo, kernel=rng.uniform(-1, 1, (3, 3)))
    yield Case("noise, 5 x 5 kernel", image=rng.normal(0, 1, (14, 22)), kernel=rng.uniform(-1, 1, (5, 5)))


@conv2d.cases("oblong", "whole", "mixture")
def kernels_of_all_kinds(rng: np.random.Generator) -> Iterator[Case]:
    """Cases of the last part: oblong kernels, whole numbers on both sides, a mixture of two pictures."""
    photo = crop(rng, data.camera(), 40, 52, contrast=CONTRAST)
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


TURNS_BY_180 = "Convolution turns it by 180 degrees: that reverses the rows and the columns."


def _other_kernels(kernel: np.ndarray) -> dict[str, np.ndarray]:
    """What is done to a kernel by mistake, in words -> the kernel a convolution with which gives the same."""
    kernel = kernel.astype(np.float64)
    other = {
        "turned by 180 degrees: that is correlation. Convolution turns the kernel before it multiplies": (
            kernel[::-1, ::-1]
        ),
        f"mirrored left to right, as if only the rows had been reversed. {TURNS_BY_180}": kernel[:, ::-1],
        f"upside down, as if only the columns had been reversed. {TURNS_BY_180}": kernel[::-1],
    }
    if kernel.shape[0] == kernel.shape[1]:
        other |= {
            f"turned by 90 degrees. {TURNS_BY_180}": np.rot90(kernel),
            f"turned by 90 degrees to the right. {TURNS_BY_180}": np.rot90(kernel, -1),
            f"with rows and columns swapped. {TURNS_BY_180}": kernel.T,
            f"with rows and columns swapped, after a turn by 180 degrees. {TURNS_BY_180}": kernel[
                ::-1, ::-1
            ].T,
        }
    return other


def _scaled_kernels(kernel: np.ndarray) -> dict[str, np.ndarray]:
    """The same for kernels that are divided by something."""
    sums = {"sum": kernel.sum(dtype=np.float64), "sum without signs": np.abs(kernel).sum(dtype=np.float64)}
    return {
        f"divided by its {name}, {total:.3g}. Leave the weights as they are": kernel / total
        for name, total in sums.items()
        if abs(total) > 1e-6
    }


def _filtered(answer: Answer, image: np.ndarray, kernel: np.ndarray, mode: str) -> np.ndarray:
    # A kernel is an array like any other; a message should call it by its name.
    rows, columns = kernel.shape
    name = "kernel" if rows == columns else f"kernel_{rows}x{columns}"
    text = f'conv2d(image, {name}, "{mode}")'
    got = answer.written(text, image, kernel, mode)
    return expect.array(got, shape=image.shape, name="the filtered picture")


def _convolved(image: np.ndarray, kernel: np.ndarray, mode: str) -> np.ndarray:
    return ndimage.convolve(image.astype(np.float64), kernel.astype(np.float64), mode=SCIPY_MODES[mode])


def _reach(kernel: np.ndarray) -> tuple[int, int]:
    """How far from the border the rows and columns outside a picture are felt."""
    return kernel.shape[0] // 2, kernel.shape[1] // 2


def _tolerance(image: np.ndarray, kernel: np.ndarray) -> float:
    """Room for float32 and for FFTs: a hundred-thousandth of the largest value possible."""
    return 1e-5 * float(np.abs(image.astype(np.float64)).max() * np.abs(kernel.astype(np.float64)).sum())


def _insist_on_convolution(answer: Answer, image: np.ndarray, kernel: np.ndarray) -> None:
    """Away from the border."""
    expect.close(
        _filtered(answer, image, kernel, "zero"),
        _convolved(image, kernel, "zero"),
        within=_tolerance(image, kernel),
        margin=_reach(kernel),
        given=image,
        mistakes={
            f"Yours is what comes of the kernel {how}": partial(_convolved, image, other, "zero")
            for how, other in (_other_kernels(kernel) | _scaled_kernels(kernel)).items()
        },
    )


@conv2d.part("the weighted sum", points=1, kinds=("even",))
def adds_up_neighbours(answer: Answer, case: Case) -> None:
    """With a kernel that looks the same after the flip."""
    _insist_on_convolution(answer, case.image, case.even)


@conv2d.part("the flip", points=1, kinds=("lopsided",))
def draws_the_kernel(answer: Answer, case: Case) -> None:
    """A single bright pixel must give the kernel itself; correlation gives it upside down."""
    _insist_on_convolution(answer, case.image, case.kernel)


@conv2d.part("three kinds of border", points=2, kinds=("even",))
def follows_the_mode(answer: Answer, case: Case) -> None:
    """The whole picture in every mode, again with a kernel that looks the same after the flip."""
    image, kernel = case.image, case.even
    for mode in SCIPY_MODES:
        mistakes = {
            f'Yours is the result of the mode "{other}"': partial(_convolved, image, kernel, other)
            for other in SCIPY_MODES
            if other != mode
        }
        if mode == "reflect":
            mistakes[
                'In the mode "reflect" the outermost pixel should come twice: b a | a b c d. Yours continues with '
                'its neighbour, c b | a b c d. numpy calls that one "reflect" and ours "symmetric"'
            ] = partial(ndimage.convolve, image.astype(np.float64), kernel, mode="mirror")
        expect.close(
            _filtered(answer, image, kernel, mode),
            _convolved(image, kernel, mode),
            within=_tolerance(image, kernel),
            given=image,
            mistakes=mistakes,
        )


@conv2d.part("any kernel, any type of number", points=1, kinds=("oblong", "whole", "mixture"))
def is_general(answer: Answer, case: Case) -> None:
    """Oblong kernels; whole numbers must neither wrap nor be cut off; linear in the picture."""
    image, kernel = case.image, case.kernel
    if case.kind == "oblong":
        got = _filtered(answer, image, kernel, "replicate")
        expected = _but_for_the_flip(got, image, kernel, "replicate")
        expect.close(got, expected, within=_tolerance(image, kernel), given=image)
    elif case.kind == "whole":
        got = _filtered(answer, image, kernel, "zero")
        expected = _but_for_the_flip(got, image, kernel, "zero")
        expect.close(
            got,
            expected,
            within=_tolerance(image, kernel),
            margin=_reach(kernel),
            given=image,
            mistakes=_in_whole_numbers(image, kernel, expected),
        )
    else:
        _insist_on_linear(answer, image, kernel)


def _but_for_the_flip(got: np.ndarray, image: np.ndarray, kernel: np.ndarray, mode: str) -> np.ndarray:
    """What is expected of this answer: who forgot the flip, or half of it, has lost the point for it already."""
    for other in (kernel, *_other_kernels(kernel).values()):
        expected = _convolved(image, other, mode)
        if np.abs(got - expected).max() <= _tolerance(image, kernel):
            return expected
    return _convolved(image, kernel, mode)


def _in_whole_numbers(image: np.ndarray, kernel: np.ndarray, expected: np.ndarray) -> dict[str, Any]:
    """What becomes of a result in the types of the picture and the kernel."""
    types = f"(the picture is {image.dtype}, the kernel {kernel.dtype})"
    advice = "do all the arithmetic and keep the result in floats"
    (above, left), (rows, columns) = _reach(kernel), image.shape
    padded = np.pad(image, ((above, above), (left, left)))
    products = [
        padded[row : row + rows, column : column + columns] * kernel[-1 - row, -1 - column]
        for row, column in np.ndindex(kernel.shape)
    ]
    mistakes = {
        f"In yours the products wrap around {types}: {advice}": np.sum(products, axis=0, dtype=np.int64)
    }
    for dtype in (image.dtype, kernel.dtype):
        limits = np.iinfo(dtype)
        mistakes |= {
            f"Yours wraps around, as {dtype} does {types}: {advice}": expected.astype(np.int64).astype(dtype),
            f"Yours is cut off at {limits.min} and {limits.max}, the ends of {dtype} {types}: {advice}": np.clip(
                expected, limits.min, limits.max
            ),
        }
    return mistakes


def _insist_on_linear(answer: Answer, image: np.ndarray, kernel: np.ndarray) -> None:
    """Filtering a picture and its own mirror image in a mixture gives the mixture of the results."""
    mirror = image[:, ::-1].copy()
    mixture = 2.0 * image - 0.5 * mirror
    parts = 2.0 * _filtered(answer, image, kernel, "reflect").astype(np.float64)
    parts = parts - 0.5 * _filtered(answer, mirror, kernel, "reflect")
    expect.close(
        _filtered(answer, mixture, kernel, "reflect"),
        parts,
        within=3 * _tolerance(image, kernel),
        given=mixture,
        wanted="2 * (a filtered) - 0.5 * (b filtered), which a linear filter gives for the picture 2 * a - 0.5 * b,",
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
