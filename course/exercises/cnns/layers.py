"""Notebook 1, Layers by hand: convolution with channels, stride and padding, pooling, and what a network costs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import Panel, compare
from course.exercises.cnns.all_garments import all_garments
from course.synth.draws import small_photograph, unequal_lengths

TOLERANCE = 1e-4
"""Room for float32, as a share of the largest value possible."""

# -------------------------------------------------------------------------------------------------- convolution

conv_forward = Exercise(
    "cnns/conv_forward",
    "A convolutional layer",
    hints=[
        "Start with stride 1, no padding and one filter: at every place multiply the window by the kernel, over all "
        "rows, columns *and* channels, and add everything up to one number. Then add the bias.",
        "`images[:, r : r + height, c : c + width, :]` is the window at row r, column c, of all pictures at once. "
        "With a stride of s, output pixel (i, j) has its window at row `i * s`, column `j * s`.",
        'For `"same"`: `out = -(-length // stride)` output pixels need `max((out - 1) * stride + size - length, 0)` '
        "extra rows in all. Half of them, rounded *down*, go above; the rest goes below. `np.pad` adds the zeros.",
        "`np.tensordot(window, kernels, axes=3)` multiplies windows (N, kh, kw, channels) by kernels (kh, kw, "
        "channels, filters) and adds up over the three shared axes: the result is (N, filters), one output pixel of "
        "every map.",
    ],
    forbids=["cv2.filter2D", "keras.*", "tensorflow.*", "torch.*", "scipy.ndimage.*", "scipy.signal.*"],
)


def padding_of(length: int, size: int, stride: int, padding: str) -> tuple[int, int]:
    """Zeros before and after an axis, as TensorFlow and Keras place them: the odd one goes behind."""
    if padding == "valid":
        return 0, 0
    total = max((-(-length // stride) - 1) * stride + size - length, 0)
    return total // 2, total - total // 2


def convolved(
    images: np.ndarray,
    kernels: np.ndarray,
    bias: np.ndarray,
    stride: int,
    padding: str,
    *,
    odd_one: str = "behind",
) -> np.ndarray:
    """What keras.ops.conv gives, plus a bias; without TensorFlow.

    Args:
        images: (N, H, W, C).
        kernels: (kh, kw, C, F).
        bias: (F,).
        stride: rows and columns from one window to the next.
        padding: "valid" or "same".
        odd_one: where an odd row or column of zeros goes, "behind" or "in front"; the second is a known mistake.

    Returns:
        float64 (N, H', W', F).
    """
    sides = [
        padding_of(length, size, stride, padding)
        for length, size in zip(images.shape[1:3], kernels.shape[:2], strict=True)
    ]
    if odd_one == "in front":
        sides = [(after, before) for before, after in sides]
    padded = np.pad(images.astype(np.float64), ((0, 0), *sides, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernels.shape[:2], axis=(1, 2))
    return np.einsum("nijcuv,uvcf->nijf", windows[:, ::stride, ::stride], kernels.astype(np.float64)) + bias


@conv_forward.cases("grey")
def grey_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """One grey picture, one filter, stride 1, no padding: the weighted sum alone."""
    for size in (3, 5):
        photo = small_photograph(rng)[:20, :26, :1] / 255.0
        kernels = rng.uniform(-1, 1, (size, size, 1, 1))
        yield layer(
            f"one grey picture, one filter of {size} x {size}", rng, photo[None], kernels, bias=np.zeros(1)
        )


@conv_forward.cases("colour")
def colour_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Several pictures, channels and filters, with a bias."""
    photos = np.stack([small_photograph(rng)[:18, :25] for _ in range(3)]) / 255.0
    yield layer("three colour pictures, four filters", rng, photos, rng.uniform(-1, 1, (3, 3, 3, 4)))
    maps = rng.normal(0, 1, (2, 11, 14, 5))
    yield layer("five feature maps, filters of 3 x 5", rng, maps, rng.normal(0, 1, (3, 5, 5, 2)))
    yield layer("filters of one pixel (1 x 1)", rng, maps, rng.normal(0, 1, (1, 1, 5, 3)))


@conv_forward.cases("stride")
def strides_and_padding(rng: np.random.Generator) -> Iterator[Case]:
    """Strides of 1 to 3 with both paddings, on lengths where the zeros do not split evenly."""
    for stride, padding, size in (
        (2, "valid", 3),
        (1, "same", 3),
        (2, "same", 3),
        (3, "same", 5),
        (2, "same", 2),
    ):
        height, width = (2 * length for length in unequal_lengths(rng, 6, 10))
        images = rng.normal(0, 1, (2, height, width, 2))
        kernels = rng.normal(0, 1, (size, size, 2, 3))
        name = f"stride {stride}, padding {padding}, {size} x {size} filters, pictures of {height} x {width}"
        yield layer(name, rng, images, kernels, stride=stride, padding=padding)


def layer(
    name: str,
    rng: np.random.Generator,
    images: np.ndarray,
    kernels: np.ndarray,
    *,
    bias: np.ndarray | None = None,
    stride: int = 1,
    padding: str = "valid",
) -> Case:
    """A case; the bias is drawn where none is given."""
    drawn = rng.uniform(0.5, 2, kernels.shape[-1])
    return Case(
        name,
        images=images,
        kernels=kernels,
        bias=drawn if bias is None else bias,
        stride=stride,
        padding=padding,
    )


def _mistaken_layers(case: Case) -> dict[str, Any]:
    """What goes wrong with a layer -> what comes of it."""
    images, kernels, bias, stride = case.images, case.kernels, case.bias, case.stride
    right = partial(convolved, images, kernels, bias, stride, case.padding)
    channels = images.shape[-1]
    return {
        "Yours is what comes of filters turned by 180 degrees. A layer of a network does not turn them: it "
        "correlates": (partial(convolved, images, kernels[::-1, ::-1], bias, stride, case.padding)),
        "The bias is missing: every filter adds its own number at the end": lambda: right() - bias,
        "The bias was added once for each channel; it is added once, at the end": lambda: (
            right() + (channels - 1) * bias
        ),
        "Yours is the mean over the channels; a filter adds its channels up": lambda: (
            (right() - bias) / channels + bias
        ),
        "Yours comes of the first channel alone; a filter has weights for every channel and adds up over them": (
            partial(convolved, images[..., :1], kernels[:, :, :1], bias, stride, case.padding)
        ),
        "The windows in yours begin a pixel further up or to the left: when the number of zeros is odd, half of it, "
        "rounded down, goes in front": (
            partial(convolved, images, kernels, bias, stride, case.padding, odd_one="in front")
        ),
        "Yours has a stride of 1: the windows should be further apart": partial(
            convolved, images, kernels, bias, 1, case.padding
        ),
        "Negative sums are cut off at 0 in yours. That is ReLU, a layer of its own": lambda: np.maximum(
            right(), 0
        ),
    }


def _insist_on_layer(answer: Answer, case: Case) -> None:
    images, kernels, bias = case.images, case.kernels, case.bias
    expected = convolved(images, kernels, bias, case.stride, case.padding)
    text = f'conv_forward(images, kernels, bias, {case.stride}, "{case.padding}")'
    got = answer.written(text, images, kernels, bias, case.stride, case.padding)
    largest = np.abs(images).max() * np.abs(kernels).sum(axis=(0, 1, 2)).max()
    expect.close(
        got,
        expected,
        within=TOLERANCE * float(largest),
        name="the feature maps, (pictures, rows, columns, filters)",
        mistakes=_mistaken_layers(case),
        show=lambda: _first_map(got, expected, images),
    )


def _first_map(got: Any, expected: np.ndarray, images: np.ndarray) -> tuple[Panel, ...]:
    """The first feature map of the first picture, and what it was made of."""
    grey = images[0].mean(axis=-1)
    return tuple(compare(np.asarray(got)[0, ..., 0], expected[0, ..., 0], grey))


@conv_forward.part("one filter", points=1, kinds=("grey",))
def adds_up_a_window(answer: Answer, case: Case) -> None:
    """One grey picture, one filter: the sum over a window, not turned."""
    _insist_on_layer(answer, case)


@conv_forward.part("channels, filters, bias", points=2, kinds=("colour",))
def adds_up_over_channels(answer: Answer, case: Case) -> None:
    """A filter has weights for every channel and makes one map; each filter has its own bias."""
    _insist_on_layer(answer, case)


@conv_forward.part("stride and padding", points=2, kinds=("stride",))
def places_its_windows(answer: Answer, case: Case) -> None:
    """The windows stand where those of Keras stand."""
    _insist_on_layer(answer, case)


parameter_sharing = Question(
    "cnns/parameter_sharing",
    "Four pixels to the right",
    "A convolutional layer has learned to mark collars. Now the same shirt stands four pixels further to the right. "
    "What does its feature map show (stride 1, away from the border)?",
    choices={
        "a": Choice(
            "The same map, moved four pixels to the right.",
            "Every place is looked at with the same weights, so what moves in the picture moves in the map. That is "
            "called *equivariance*, and it is what a dense layer lacks.",
        ),
        "b": Choice(
            "Exactly the same map, because a convolution does not care about places.",
            "that would be *invariance*. A single layer keeps the place; only pooling, again and again, and the mean "
            "over a whole map give it up.",
        ),
        "c": Choice(
            "Little: the weights for those pixels have never seen a collar.",
            "that is what happens in a dense layer, where every pixel has weights of its own. Here all places share "
            "them.",
        ),
        "d": Choice(
            "It depends on the training pictures: some must have collars there.",
            "no picture with a collar there is needed: the weights are the same everywhere, so one place is enough "
            "to learn from.",
        ),
    },
    right="a",
)

# ------------------------------------------------------------------------------------------------------ pooling

max_pool = Exercise(
    "cnns/max_pool",
    "Keep the strongest",
    hints=[
        "The output has `(length - size) // stride + 1` rows and columns: a window that would hang over the end is "
        "left out.",
        "As in `conv_forward`, output pixel (i, j) looks at the rows from `i * stride` to `i * stride + size`, not "
        "included.",
        "`images[:, r : r + size, c : c + size, :].max(axis=(1, 2))` is the largest value of a window for every "
        "picture and every channel at once.",
    ],
    forbids=[
        "cv2.dilate",
        "skimage.measure.block_reduce",
        "skimage.morphology.*",
        "keras.*",
        "tensorflow.*",
        "torch.*",
        "scipy.ndimage.*",
        "scipy.signal.*",
    ],
)


def pooled(images: np.ndarray, size: int, stride: int, reduce: Any = np.max) -> np.ndarray:
    """What keras.ops.max_pool gives without padding: (N, H', W', C)."""
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    return reduce(windows[:, ::stride, ::stride], axis=(-2, -1))


@max_pool.cases("even")
def halves(rng: np.random.Generator) -> Iterator[Case]:
    """Size 2 and stride 2 on even lengths: garments, and feature maps with several channels."""
    garments, _ = all_garments("test")
    chosen = garments[rng.choice(len(garments), 2, replace=False)][..., None] / 255.0
    yield Case("two garments", images=chosen, size=2, stride=2)
    height, width = (2 * length for length in unequal_lengths(rng, 4, 9))
    yield Case(
        "feature maps with four channels", images=rng.uniform(0, 1, (3, height, width, 4)), size=2, stride=2
    )


@max_pool.cases("uneven")
def windows_that_do_not_fit(rng: np.random.Generator) -> Iterator[Case]:
    """Lengths that leave a rest, windows that overlap, windows with gaps between them."""
    for size, stride in ((2, 2), (3, 2), (2, 3), (3, 1)):
        height, width = (2 * length + 1 for length in unequal_lengths(rng, 4, 9))
        images = rng.uniform(0, 1, (2, height, width, 3))
        yield Case(
            f"size {size}, stride {stride}, pictures of {height} x {width}",
            images=images,
            size=size,
            stride=stride,
        )


@max_pool.cases("negative")
def below_zero(rng: np.random.Generator) -> Iterator[Case]:
    """What comes out of a convolution before ReLU: negative values too, some windows without a positive one."""
    height, width = (2 * length for length in unequal_lengths(rng, 4, 9))
    yield Case("values below zero", images=rng.normal(-1, 1, (2, height, width, 2)), size=2, stride=2)


def _insist_on_pooling(answer: Answer, case: Case) -> None:
    images, size, stride = case.images, case.size, case.stride
    text = f"max_pool(images, {size}, {stride})"
    got = answer.written(text, images, size, stride)
    expected = pooled(images, size, stride)
    expect.close(
        got,
        expected,
        within=1e-6 * float(np.abs(images).max()),
        name="the pooled maps, (pictures, rows, columns, channels)",
        mistakes={
            "Yours is the mean of each window; take its largest value": partial(
                pooled, images, size, stride, np.mean
            ),
            "Yours is the value that lies farthest from 0; its sign counts": partial(
                pooled, images, size, stride, _farthest_from_zero
            ),
            "Yours is the smallest value of each window": partial(pooled, images, size, stride, np.min),
            "Yours is the first pixel of each window, whatever stands beside it": lambda: images[
                :, : images.shape[1] - size + 1 : stride, : images.shape[2] - size + 1 : stride
            ],
            "Yours takes the largest value over all channels; every channel is pooled by itself": lambda: (
                np.broadcast_to(expected.max(axis=-1, keepdims=True), expected.shape)
            ),
            "Yours never goes below 0, as if it began with zeros; the largest of negative numbers is negative": (
                lambda: np.maximum(expected, 0)
            ),
            "Yours moves by the window's size; it should move by the stride": partial(
                pooled, images, size, size
            ),
            "Yours has a last window that hangs over the end; such a window is left out": partial(
                _hanging_over, images, size, stride
            ),
        },
        show=lambda: _first_map(got, expected, images),
    )


def _farthest_from_zero(windows: np.ndarray, axis: tuple[int, int]) -> np.ndarray:
    """The extreme of each window that has the larger absolute value."""
    low, high = windows.min(axis=axis), windows.max(axis=axis)
    return np.where(-low > high, low, high)


def _hanging_over(images: np.ndarray, size: int, stride: int) -> np.ndarray:
    """Pooling with as many windows as begin inside the picture."""
    rests = [max((-(-length // stride) - 1) * stride + size - length, 0) for length in images.shape[1:3]]
    padding = ((0, 0), *((0, rest) for rest in rests), (0, 0))
    return pooled(np.pad(images, padding, constant_values=-1e9), size, stride)


@max_pool.part("halving", points=1, kinds=("even",))
def halves_a_picture(answer: Answer, case: Case) -> None:
    """Size 2, stride 2, lengths that fit."""
    _insist_on_pooling(answer, case)


@max_pool.part("any window", points=1, kinds=("uneven",))
def leaves_the_rest_out(answer: Answer, case: Case) -> None:
    """A rest that does not fill a window is left out; windows may overlap."""
    _insist_on_pooling(answer, case)


@max_pool.part("values below zero", points=1, kinds=("negative",))
def keeps_negative_values(answer: Answer, case: Case) -> None:
    """The largest of negative numbers is negative."""
    _insist_on_pooling(answer, case)
