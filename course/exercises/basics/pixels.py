"""Module 01, notebook 1 Pixels: arrays, dtype, colour and the geometry of indices."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import ImagePanel, compare
from course.checking.definition.wording import place_text
from course.exercises.basics.pixels_resizing import darkens, resize_linear_light, resize_mask
from course.synth.draws import small_photograph, unequal_lengths

wrap_around = Question(
    "basics/wrap_around",
    "One pixel, ten brighter",
    "`image` has dtype `uint8`. One of its pixels holds 250. What does that pixel hold in `image + 10`?",
    choices={
        "a": Choice(
            "260",
            "260 needs nine bits and `uint8` has eight. NumPy keeps the dtype of the array, so the result has "
            "no room for 260.",
        ),
        "b": Choice(
            "255",
            "that would be *saturation*: stop at the largest value. Some image libraries do it (`cv2.add`), "
            "NumPy's `+` does not.",
        ),
        "c": Choice(
            "4",
            "The sum 260 loses its ninth bit: 260 - 256 = 4. The brightest pixel becomes almost black, "
            "and no message appears.",
        ),
        "d": Choice(
            "Nothing: it stops with an overflow error",
            "array arithmetic does not look for overflow, since that would make it slower. "
            "It is silent, which is why this mistake reaches production.",
        ),
    },
    right="c",
)


to_uint8 = Exercise(
    "basics/to_uint8",
    "Back to bytes, safely",
    hints=[
        "There are two kinds of input, and the dtype tells them apart. For each kind: which scale are its values "
        "on, and which of them do not fit into 0..255?",
        "Order matters. As soon as the array is `uint8`, a value that did not fit is lost for good. "
        "So bring the values into the range *before* you change the dtype.",
        "`np.clip(values, low, high)` cuts both ends. `astype` only drops what stands behind the decimal point: "
        "2.9999 becomes 2. `np.round` comes first.",
        "`np.issubdtype(image.dtype, np.floating)` is True for every float dtype: only then multiply by 255. "
        "What is left is the same for both kinds: clip, round, change the dtype, in this order.",
    ],
    forbids=["skimage.util.img_as_ubyte", "cv2.convertScaleAbs", "cv2.normalize"],
)


@to_uint8.cases("in range", "out of range", "whole numbers")
def float_and_whole_number_images(rng: np.random.Generator) -> Iterator[Case]:
    """In range, out of range, and whole numbers; no value so near a tie that float32 and float64 disagree."""
    height, width = unequal_lengths(rng, 5, 12)
    yield Case("a float image in 0..1", kind="in range", image=away_from_ties(rng, (height, width)))
    yield Case(
        "a float32 colour image in 0..1",
        kind="in range",
        image=away_from_ties(rng, (width, height, 3)).astype(np.float32),
    )
    every_value = rng.permutation(256).astype(np.uint8).reshape(16, 16)
    yield Case("a uint8 image divided by 255", kind="in range", image=every_value.astype(np.float32) / 255)
    yield Case("a batch of images", kind="in range", image=away_from_ties(rng, (3, height, width, 3)))
    gain = rng.uniform(1.5, 1.9)
    yield Case(
        "a photograph made brighter",
        kind="out of range",
        image=away_from_ties(rng, None, gain * small_photograph(rng) / 255),
    )
    yield Case(
        "a photograph made darker",
        kind="out of range",
        image=away_from_ties(rng, None, small_photograph(rng) / 255 - rng.uniform(0.3, 0.5)),
    )
    offset = int(rng.integers(50, 90))
    yield Case("a sum in int16", kind="whole numbers", image=small_photograph(rng).astype(np.int16) + offset)
    yield Case(
        "a difference in int32", kind="whole numbers", image=small_photograph(rng).astype(np.int32) - offset
    )
    yield Case("an image that is uint8 already", kind="whole numbers", image=small_photograph(rng))
    # Whole numbers that look like a unit-range image: only the dtype tells.
    nearly_black = rng.permutation(np.arange(30) % 2).reshape(5, 6)
    yield Case("a nearly black int16 image", kind="whole numbers", image=nearly_black.astype(np.int16))
    # Beyond 32,767: whoever passes through int16 wraps before clipping.
    yield Case(
        "a bright uint16 image",
        kind="whole numbers",
        image=np.append(rng.integers(0, 256, 21), [300, 40_000, 65_535]).astype(np.uint16).reshape(4, 6),
    )


@to_uint8.part("scale and round", points=1, kinds=("in range",))
def unit_floats_become_bytes(answer: Answer, case: Case) -> None:
    """0 to 0, 1 to 255, and to the nearest whole number in between."""
    got, expected = _bytes_of(answer, case)
    cut_off = (
        "Yours cuts off what stands behind the decimal point: 0.9999 x 255 = 254.97 gives 254. Round to the nearest "
        "whole number first"
    )
    expect.close(got, expected, mistakes={cut_off: np.floor(case.image * 255)}, given=case.image)


@to_uint8.part("nothing wraps", points=1, kinds=("out of range",))
def floats_outside_are_clipped(answer: Answer, case: Case) -> None:
    """Below 0 is black, above 1 is white."""
    got, expected = _bytes_of(answer, case)
    _insist_on_ends(got, expected, case.image, answer.last_call)
    # Rounding has its own part: here a grey level more or less is forgiven inside the range.
    expect.close(got, expected, within=1, given=case.image)


@to_uint8.part("whole numbers keep their scale", points=1, kinds=("whole numbers",))
def whole_numbers_are_clipped(answer: Answer, case: Case) -> None:
    """Whole-number images are on the 0..255 scale already."""
    got, expected = _bytes_of(answer, case)
    _insist_on_ends(got, expected, case.image, answer.last_call)
    stretched = (
        "Yours multiplies whole numbers by 255. They are on the 0..255 scale already, however dark the image is: the "
        "dtype tells the two kinds apart, the values do not"
    )
    mistakes = {stretched: np.clip(case.image.astype(np.float64) * 255, 0, 255)}
    expect.close(got, expected, mistakes=mistakes, given=case.image)


def _bytes_of(answer: Answer, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """What came, of the right shape and dtype, and what is expected."""
    got = expect.array(answer(case.image), shape=case.image.shape, dtype="uint8", name="a uint8 array")
    scale = 255.0 if case.image.dtype.kind == "f" else 1.0
    expected = np.rint(np.clip(case.image.astype(np.float64) * scale, 0, 255)).astype(np.uint8)
    return got, expected


def _insist_on_ends(got: np.ndarray, expected: np.ndarray, image: np.ndarray, call: str) -> None:
    """Say it in words when a value beyond an end of the range did not come out at that end."""
    outside = (image < 0) | (image > (1 if image.dtype.kind == "f" else 255))
    wrong = np.argwhere(outside & (got != expected))
    if not len(wrong):
        return
    place = tuple(wrong[0])
    end = (
        "above the range: it should be white (255)" if expected[place] else "below 0: it should be black (0)"
    )
    expect.fail(
        f"`{call}` turns {image[place]:.4g} into {got[place]}. That value is {end}. {len(wrong):,} of the "
        f"{int(outside.sum()):,} values outside the range came out wrong, the first at {place_text(place)}. "
        "Bring them into the range before the dtype changes.",
        expected=expected[place],
        got=got[place],
        show=lambda: compare(got, expected, image),
    )


def away_from_ties(
    rng: np.random.Generator, shape: tuple[int, ...] | None, values: np.ndarray | None = None
) -> np.ndarray:
    """Floats whose 255-fold is at most 0.4 from a whole number, so that every way of rounding agrees.

    Args:
        rng: random generator.
        shape: shape of random values in 0..1; None: take `values`.
        values: floats to move by less than half a grey level.
    """
    levels = rng.integers(0, 256, shape) if values is None else np.rint(values * 255)
    moved = (levels + rng.uniform(-0.4, 0.4, levels.shape)) / 255
    return np.clip(moved, 0, 1) if values is None else moved


grayscale = Exercise(
    "basics/grayscale",
    "From colour to grey",
    hints=[
        "Grey is a weighted sum over the last axis. But first bring both kinds of input to the same scale.",
        '`image[..., 0]` is the first channel. With `order="BGR"` that is blue: `image[..., ::-1]` reads '
        "the channels backwards.",
        "`uint8` images have to be divided by 255 (as floats), float images not. The *dtype* decides; "
        "a nearly black photograph also has no value above 1.",
        'In this order: divide if the dtype is `np.uint8`, turn the channels round if `order == "BGR"`, then '
        "the sum: `image @ weights` multiplies the last axis by three weights and adds up.",
    ],
    forbids=["skimage.color.rgb2gray", "cv2.cvtColor"],
)


@grayscale.cases("float", "uint8", "BGR")
def colour_images(rng: np.random.Generator) -> Iterator[Case]:
    """Bars of pure colours, noise and a photograph, as float and uint8, in both channel orders."""
    height, width = unequal_lengths(rng, 6, 14)
    bars = np.eye(3)[rng.permutation(3)].repeat(4, axis=0)[None].repeat(6, axis=0) * rng.uniform(0.6, 1)
    yield Case("bars of pure colour", kind="float", order="RGB", image=bars)
    yield Case("a float image", kind="float", order="RGB", image=rng.uniform(0, 1, (height, width, 3)))
    yield Case(
        "a float32 image",
        kind="float",
        order="RGB",
        image=rng.uniform(0, 1, (height, width, 3)).astype(np.float32),
    )
    yield Case("a photograph", kind="uint8", order="RGB", image=small_photograph(rng))
    # Whoever guesses the scale from the largest value makes this image 255 times too bright, or black and white.
    nearly_black = rng.permutation(np.arange(72) % 2).reshape(4, 6, 3)
    yield Case("a nearly black uint8 image", kind="uint8", order="RGB", image=nearly_black.astype(np.uint8))
    yield Case(
        "a uint8 image",
        kind="uint8",
        order="RGB",
        image=rng.integers(0, 256, (width, height, 3), dtype=np.uint8),
    )
    yield Case(
        "a photograph as OpenCV reads it",
        kind="BGR",
        order="BGR",
        image=np.ascontiguousarray(small_photograph(rng)[..., ::-1]),
    )
    yield Case(
        "a float image in BGR order", kind="BGR", order="BGR", image=rng.uniform(0, 1, (height, width, 3))
    )


@grayscale.part("the weights", points=1, kinds=("float",))
def weights_on_floats(answer: Answer, case: Case) -> None:
    """The library's weighted sum, on float images, without naming the order."""
    _insist_on_luma(answer(case.image), case)


@grayscale.part("uint8 images", points=1, kinds=("uint8",))
def bytes_are_scaled(answer: Answer, case: Case) -> None:
    """0..255 comes out as 0..1."""
    _insist_on_luma(answer(case.image), case)
    _insist_on_luma(answer(case.image, order="RGB"), case)


@grayscale.part("BGR images", points=1, kinds=("BGR",))
def order_is_respected(answer: Answer, case: Case) -> None:
    """`order="BGR"` reads the channels the other way round."""
    _insist_on_luma(answer(case.image, order="BGR"), case)


def _insist_on_luma(got: object, case: Case) -> None:
    """Compare with scikit-image.

    The tolerance of 0.001 accepts the weights of ITU-R BT.709 to four digits (0.2126, 0.7152, 0.0722) and float32.
    """
    from skimage.color import rgb2gray

    image = case.image / 255 if case.image.dtype == np.uint8 else case.image
    rgb = image[..., ::-1] if case.order == "BGR" else image
    expected = rgb2gray(rgb)
    mistakes = {
        "That is the result with red and blue exchanged: which channel comes first in this image?": rgb2gray(
            rgb[..., ::-1]
        ),
        "That is the plain mean of the channels. The eye, and this formula, give green most of the weight": (
            rgb.mean(axis=2)
        ),
        "Those are the weights of ITU-R BT.601 (0.299, 0.587, 0.114), which OpenCV uses. "
        "This exercise asks for scikit-image's": rgb @ np.array([0.299, 0.587, 0.114]),
        "That is on the 0..255 scale; the result should run from 0 to 1": expected * 255,
        "That is 255 times too dark: a float image is on the 0..1 scale already": expected / 255,
    }
    expect.close(got, expected, within=0.001, name="a grey image", mistakes=mistakes, given=case.image)


row_column = Question(
    "basics/row_column",
    "Where is the pixel?",
    "A detector says: a coin's centre is at (x, y) = (215, 52). It counts from the top left pixel, which is "
    "(0, 0). Which expression reads the centre's pixel?",
    choices={
        "a": Choice(
            "`image[215, 52]`",
            "that is row 215, column 52. An array counts rows first, and x counts columns.",
        ),
        "b": Choice(
            "`image[52, 215]`",
            "y counts rows downwards, x counts columns to the right, and the row comes first: [y, x].",
        ),
        "c": Choice(
            "`image[-52, 215]`",
            "a negative row counts from the bottom. It is right only when a data set says y from the "
            "*bottom*, as the mini-MIAS mammograms do. Here y is counted from the top.",
        ),
        "d": Choice(
            "`image[51, 214]`",
            "one too small in both. It would be right for a detector that calls the first pixel (1, 1), as "
            "MATLAB does. This one counts from 0, and so do arrays.",
        ),
    },
    right="b",
)


crop_box = Exercise(
    "basics/crop_box",
    "Cut out a box",
    hints=[
        "Turn the box into four numbers: first row, row after the last, first column, column after the last. "
        "Which of x, y, w, h belong to the rows?",
        'A negative index does not mean "outside" to NumPy: it counts from the other end. All *four* numbers '
        "have to be brought into the image, the two ends as well as the two starts.",
        "`top, bottom = max(y, 0), min(y + h, height)`, and the same for left and right. The box is empty "
        "when `bottom <= top` or `right <= left`.",
        "First `raise ValueError(...)` for an empty box, with the box and the image's size in the message. "
        "Then return one slice: rows first, columns second.",
    ],
)


@crop_box.cases("inside", "border", "nothing")
def boxes(rng: np.random.Generator) -> Iterator[Case]:
    """Boxes inside, over each border, and with nothing left; never square, in images that are never square."""
    photograph = small_photograph(rng)
    height, width = photograph.shape[:2]
    noise = rng.integers(0, 256, (height, width), dtype=np.uint8)
    w, h = unequal_lengths(rng, 8, 24)
    x, y = int(rng.integers(1, width - w)), int(rng.integers(1, height - h))
    yield Case("a photograph", kind="inside", image=photograph, box=(x, y, w, h))
    yield Case("a grey image", kind="inside", image=noise, box=(y, x // 2, h, w))
    yield Case("the whole image", kind="inside", image=noise, box=(0, 0, width, height))
    floats = rng.normal(0, 1, (height, width)).astype(np.float32)
    yield Case("a float image", kind="inside", image=floats, box=(x, y, w, h))
    yield Case("a box over the left border", kind="border", image=photograph, box=(-5, y, w, h))
    yield Case("a box over the top", kind="border", image=photograph, box=(x, -3, w, h))
    yield Case("a box over the right border", kind="border", image=photograph, box=(width - 5, y, w, h))
    yield Case("a box over the bottom", kind="border", image=noise, box=(x, height - 4, w, h))
    yield Case(
        "a box larger than the image", kind="border", image=noise, box=(-9, -7, width + 20, height + 11)
    )
    yield Case("a box of width 0", kind="nothing", image=noise, box=(x, y, 0, h))
    yield Case("a box of negative height", kind="nothing", image=noise, box=(x, y + h, w, -h))
    yield Case("a box right of the image", kind="nothing", image=photograph, box=(width + 6, y, w, h))
    yield Case("a box left of the image", kind="nothing", image=noise, box=(-w - 6, y, w, h))


@crop_box.part("inside the image", points=1, kinds=("inside",))
def rows_are_y(answer: Answer, case: Case) -> None:
    """x and w are columns, y and h are rows."""
    _insist_on_crop(answer, case)


@crop_box.part("over the border", points=1, kinds=("border",))
def clipped_at_borders(answer: Answer, case: Case) -> None:
    """What lies outside is left out."""
    _insist_on_crop(answer, case)


@crop_box.part("nothing left", points=1, kinds=("nothing",))
def empty_box_is_an_error(answer: Answer, case: Case) -> None:
    """An empty crop is refused, not passed on."""
    height, width = case.image.shape[:2]
    because = f"no pixel of this box (x, y, w, h) lies in an image {width} wide and {height} high"
    expect.raises(answer, ValueError, case.image, case.box, because=because)


def _insist_on_crop(answer: Answer, case: Case) -> None:
    height, width = case.image.shape[:2]
    x, y, w, h = case.box
    top, bottom, left, right = max(y, 0), min(y + h, height), max(x, 0), min(x + w, width)
    expected = case.image[top:bottom, left:right]
    corners = np.array([(c, r) for c in (left, right - 1) for r in (top, bottom - 1)])
    got = expect.array(answer(case.image, case.box), name="a part of the image")
    mistakes = {
        "A slice from a negative start counts from the other end: bring the start to 0 first": case.image[
            y : y + h, x : x + w
        ],
        "Rows and columns are exchanged: x and w count columns": case.image[
            max(x, 0) : max(x + w, 0), max(y, 0) : max(y + h, 0)
        ],
        "w and h are lengths, not the end of the slice": case.image[max(y, 0) : h, max(x, 0) : w],
    }
    expect.close(
        got,
        expected,
        name=f"rows {top} to {bottom - 1} and columns {left} to {right - 1} of the image",
        mistakes=mistakes,
        show=lambda: [
            ImagePanel("the input, corners marked", case.image, points=corners),
            *compare(got, expected),
        ],
    )


EXERCISES = (
    wrap_around,
    to_uint8,
    grayscale,
    row_column,
    crop_box,
    darkens,
    resize_linear_light,
    resize_mask,
)
