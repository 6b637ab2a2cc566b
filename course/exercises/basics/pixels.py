"""Module 01, notebook 1 Pixels: arrays, dtype, colour and the geometry of indices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course import data
from course.checking import Case, Choice, Exercise, Question, expect
from course.checking.candidate import Answer
from course.checking.pictures import ImagePanel, compare, is_picture

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
        "If `np.issubdtype(image.dtype, np.floating)`: multiply by 255. Then, for both kinds: "
        "`np.round(np.clip(values, 0, 255)).astype(np.uint8)`.",
    ],
    forbids=["skimage.util.img_as_ubyte", "cv2.convertScaleAbs", "cv2.normalize"],
)


@to_uint8.cases
def float_and_whole_number_images(rng: np.random.Generator) -> Iterator[Case]:
    """In range, out of range, and whole numbers; no value so near a tie that float32 and float64 disagree."""
    height, width = _unequal_lengths(rng, 5, 12)
    yield Case("a float image in 0..1", kind="in range", image=_away_from_ties(rng, (height, width)))
    yield Case(
        "a float32 colour image in 0..1",
        kind="in range",
        image=_away_from_ties(rng, (width, height, 3)).astype(np.float32),
    )
    every_value = rng.permutation(256).astype(np.uint8).reshape(16, 16)
    yield Case("a uint8 image divided by 255", kind="in range", image=every_value.astype(np.float32) / 255)
    gain = rng.uniform(1.5, 1.9)
    yield Case(
        "a photograph made brighter",
        kind="out of range",
        image=_away_from_ties(rng, None, gain * _small_photograph(rng) / 255),
    )
    yield Case(
        "a photograph made darker",
        kind="out of range",
        image=_away_from_ties(rng, None, _small_photograph(rng) / 255 - rng.uniform(0.3, 0.5)),
    )
    offset = int(rng.integers(50, 90))
    yield Case("a sum in int16", kind="whole numbers", image=_small_photograph(rng).astype(np.int16) + offset)
    yield Case(
        "a difference in int32", kind="whole numbers", image=_small_photograph(rng).astype(np.int32) - offset
    )
    yield Case("an image that is uint8 already", kind="whole numbers", image=_small_photograph(rng))


@to_uint8.held_out_cases
def more_types_and_shapes(rng: np.random.Generator) -> Iterator[Case]:
    """Other dtypes, batches, and values far outside."""
    yield Case("a batch of images", kind="in range", image=_away_from_ties(rng, (3, 4, 5, 3)))
    yield Case(
        "values far outside 0..1",
        kind="out of range",
        image=_away_from_ties(rng, None, rng.normal(0, 400, (6, 9))).astype(np.float32),
    )
    yield Case("a uint16 image", kind="whole numbers", image=rng.integers(0, 700, (8, 6)).astype(np.uint16))
    yield Case("a row of int64", kind="whole numbers", image=rng.integers(-600, 600, (1, 17)))
    # Whole numbers that look like a unit-range image: only the dtype tells.
    yield Case(
        "a nearly black int16 image", kind="whole numbers", image=rng.integers(0, 2, (5, 6)).astype(np.int16)
    )


@to_uint8.part("scale and round", points=1)
def unit_floats_become_bytes(answer: Answer, case: Case) -> None:
    """0 to 0, 1 to 255, and to the nearest whole number in between."""
    if case.kind == "in range":
        got, expected = _bytes_of(answer, case)
        expect.that(
            not (np.array_equal(got, np.floor(case.image * 255)) and not np.array_equal(got, expected)),
            f"`{answer.last_call}` cuts off what stands behind the decimal point, so most values come out one "
            "too small: 0.9999 x 255 = 254.97 gives 254. Round to the nearest whole number first.",
            expected=expected,
            got=got,
            show=lambda: compare(got, expected, case.image),
        )
        expect.close(got, expected, given=case.image)


@to_uint8.part("nothing wraps", points=1)
def floats_outside_are_clipped(answer: Answer, case: Case) -> None:
    """Below 0 is black, above 1 is white."""
    if case.kind == "out of range":
        got, expected = _bytes_of(answer, case)
        _insist_on_ends(got, expected, case.image, answer.last_call)
        expect.close(got, expected, given=case.image)


@to_uint8.part("whole numbers keep their scale", points=1)
def whole_numbers_are_clipped(answer: Answer, case: Case) -> None:
    """Whole-number images are on the 0..255 scale already."""
    if case.kind == "whole numbers":
        got, expected = _bytes_of(answer, case)
        _insist_on_ends(got, expected, case.image, answer.last_call)
        expect.close(got, expected, given=case.image)


def _bytes_of(answer: Answer, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """What came, of the right shape and dtype, and what is expected."""
    got = expect.array(answer(case.image), shape=case.image.shape, dtype="uint8", name="a uint8 array")
    scale = 255.0 if case.image.dtype.kind == "f" else 1.0
    expected = np.rint(np.clip(case.image.astype(np.float64) * scale, 0, 255)).astype(np.uint8)
    return got, expected


def _insist_on_ends(got: np.ndarray, expected: np.ndarray, image: np.ndarray, call: str) -> None:
    """Say it in words when a value beyond an end of the range did not come out at that end."""
    top = 1 if image.dtype.kind == "f" else 255
    outside = (image < 0) | (image > top)
    wrong = outside & (got != expected)
    if wrong.any():
        place = tuple(int(index) for index in np.argwhere(wrong)[0])
        end = (
            "above the range: it should be white (255)"
            if expected[place]
            else "below 0: it should be black (0)"
        )
        expect.that(
            False,
            f"`{call}` turns {image[place]:.4g} into {got[place]}. That value is {end}. "
            f"{int(wrong.sum()):,} of the {int(outside.sum()):,} values outside the range came out wrong. "
            "Bring them into the range before the dtype changes.",
            expected=f"{expected[place]}",
            got=f"{got[place]}",
            show=lambda: compare(got, expected, image),
        )


def _away_from_ties(
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
        'Convert if the dtype is `np.uint8`, turn the channels round if `order == "BGR"`, then '
        "`image @ np.array([0.2125, 0.7154, 0.0721])`.",
    ],
    forbids=["skimage.color.rgb2gray", "cv2.cvtColor"],
)


@grayscale.cases
def colour_images(rng: np.random.Generator) -> Iterator[Case]:
    """Bars of pure colours, noise and a photograph, as float and uint8, in both channel orders."""
    height, width = _unequal_lengths(rng, 6, 14)
    bars = np.eye(3)[rng.permutation(3)].repeat(4, axis=0)[None].repeat(6, axis=0) * rng.uniform(0.6, 1)
    yield Case("bars of pure colour", kind="float", order="RGB", image=bars)
    yield Case("a float image", kind="float", order="RGB", image=rng.uniform(0, 1, (height, width, 3)))
    yield Case("a photograph", kind="uint8", order="RGB", image=_small_photograph(rng))
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
        image=np.ascontiguousarray(_small_photograph(rng)[..., ::-1]),
    )
    yield Case(
        "a float image in BGR order", kind="BGR", order="BGR", image=rng.uniform(0, 1, (height, width, 3))
    )


@grayscale.held_out_cases
def unusual_colour_images(rng: np.random.Generator) -> Iterator[Case]:
    """Three rows or columns (which axis holds the channels?), float32, nearly black bytes."""
    yield Case("three columns", kind="float", order="RGB", image=rng.uniform(0, 1, (7, 3, 3)))
    yield Case(
        "three rows in float32",
        kind="float",
        order="RGB",
        image=rng.uniform(0, 1, (3, 9, 3)).astype(np.float32),
    )
    # Whoever guesses the scale from the largest value makes this image 255 times too bright.
    yield Case(
        "a nearly black photograph",
        kind="uint8",
        order="RGB",
        image=rng.integers(0, 2, (8, 6, 3), dtype=np.uint8),
    )
    yield Case(
        "bytes in BGR order",
        kind="BGR",
        order="BGR",
        image=rng.integers(0, 256, (5, 3, 3), dtype=np.uint8),
    )


@grayscale.part("the weights", points=1)
def weights_on_floats(answer: Answer, case: Case) -> None:
    """The library's weighted sum, on float images, without naming the order."""
    if case.kind == "float":
        _insist_on_luma(answer(case.image), answer, case)


@grayscale.part("uint8 images", points=1)
def bytes_are_scaled(answer: Answer, case: Case) -> None:
    """0..255 comes out as 0..1."""
    if case.kind == "uint8":
        _insist_on_luma(answer(case.image), answer, case)
        _insist_on_luma(answer(case.image, order="RGB"), answer, case)


@grayscale.part("BGR images", points=1)
def order_is_respected(answer: Answer, case: Case) -> None:
    """`order="BGR"` reads the channels the other way round."""
    if case.kind == "BGR":
        _insist_on_luma(answer(case.image, order="BGR"), answer, case)


def _insist_on_luma(returned: Any, answer: Answer, case: Case) -> None:
    """Compare with scikit-image, and name the usual other results.

    The tolerance of 0.001 accepts the weights of ITU-R BT.709 to four digits (0.2126, 0.7152, 0.0722) and float32.
    """
    from skimage.color import rgb2gray

    got = expect.array(returned, shape=case.image.shape[:2], name="a grey image")
    image = case.image / 255 if case.image.dtype == np.uint8 else case.image
    rgb = image[..., ::-1] if case.order == "BGR" else image
    expected = rgb2gray(rgb)
    suspects = {
        "That is the result with red and blue exchanged: which channel comes first in this image?": rgb2gray(
            rgb[..., ::-1]
        ),
        "That is the plain mean of the channels. The eye, and this formula, give green most of the weight.": (
            rgb.mean(axis=2)
        ),
        "Those are the weights of ITU-R BT.601 (0.299, 0.587, 0.114), which OpenCV uses. "
        "This exercise asks for scikit-image's.": rgb @ np.array([0.299, 0.587, 0.114]),
        "That is on the 0..255 scale; the result should run from 0 to 1.": expected * 255,
        "That is 255 times too dark: a float image is on the 0..1 scale already.": expected / 255,
    }
    _name_the_suspect(got, expected, suspects, 0.001, answer.last_call, case.image)
    expect.close(got, expected, within=0.001, given=case.image)


row_column = Question(
    "basics/row_column",
    "Where is the pixel?",
    "A detector says: a coin's centre is at (x, y) = (200, 50), in pixels from the top left corner. Which "
    "expression reads that pixel?",
    choices={
        "a": Choice(
            "`image[200, 50]`",
            "that is row 200, column 50. An array counts rows first, and x counts columns.",
        ),
        "b": Choice(
            "`image[50, 200]`",
            "y counts rows downwards, x counts columns to the right, and the row comes first: [y, x].",
        ),
        "c": Choice(
            "`image[-50, 200]`",
            "a negative row counts from the bottom. It is right only when a data set says y from the "
            "*bottom*, as the mini-MIAS mammograms do. Here y is counted from the top.",
        ),
        "d": Choice(
            "`image[200][50]`",
            "two pairs of brackets do the same as one: first row 200, then column 50 of it.",
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
        'With the four numbers: `if bottom <= top or right <= left: raise ValueError(f"box {box} ...")`, '
        "then `return image[top:bottom, left:right]`.",
    ],
)


@crop_box.cases
def boxes(rng: np.random.Generator) -> Iterator[Case]:
    """Boxes inside, over each border, and with nothing left; never square, in images that are never square."""
    photograph = _small_photograph(rng)
    height, width = photograph.shape[:2]
    noise = rng.integers(0, 256, (height, width), dtype=np.uint8)
    w, h = _unequal_lengths(rng, 8, 24)
    x, y = int(rng.integers(1, width - w)), int(rng.integers(1, height - h))
    yield Case("a photograph", kind="inside", image=photograph, box=(x, y, w, h))
    yield Case("a grey image", kind="inside", image=noise, box=(y, x // 2, h, w))
    yield Case("the whole image", kind="inside", image=noise, box=(0, 0, width, height))
    yield Case("a box over the left border", kind="border", image=photograph, box=(-5, y, w, h))
    yield Case("a box over the top", kind="border", image=photograph, box=(x, -3, w, h))
    yield Case("a box over the right border", kind="border", image=photograph, box=(width - 5, y, w, h))
    yield Case("a box over the bottom", kind="border", image=noise, box=(x, height - 4, w, h))
    yield Case(
        "a box larger than the image", kind="border", image=noise, box=(-9, -7, width + 20, height + 11)
    )
    yield Case("a box of width 0", kind="nothing", image=noise, box=(x, y, 0, h))
    yield Case("a box right of the image", kind="nothing", image=photograph, box=(width + 6, y, w, h))
    yield Case("a box left of the image", kind="nothing", image=noise, box=(-w - 6, y, w, h))


@crop_box.held_out_cases
def boxes_at_the_limits(rng: np.random.Generator) -> Iterator[Case]:
    """One pixel, touching borders, other dtypes, and every way to be empty."""
    image = rng.normal(0, 1, (13, 21)).astype(np.float32)
    x, y = int(rng.integers(1, 20)), int(rng.integers(1, 12))
    yield Case("a single pixel", kind="inside", image=image, box=(x, y, 1, 1))
    yield Case("a box that ends at the corner", kind="inside", image=image, box=(15, 9, 6, 4))
    yield Case("one pixel of a box is inside", kind="border", image=image, box=(-4, -6, 5, 7))
    yield Case("the last pixel", kind="border", image=image, box=(20, 12, 9, 5))
    yield Case("a box of height 0", kind="nothing", image=image, box=(x, y, 3, 0))
    yield Case("a negative width", kind="nothing", image=image, box=(8, y, -3, 4))
    yield Case("a negative height", kind="nothing", image=image, box=(2, 9, 3, -4))
    yield Case("a box above the image", kind="nothing", image=image, box=(x, -9, 4, 5))
    yield Case("a box that touches from the left", kind="nothing", image=image, box=(-4, 2, 4, 5))
    yield Case("a box that touches from the right", kind="nothing", image=image, box=(21, 2, 4, 5))
    yield Case("a box below the image", kind="nothing", image=image, box=(3, 13, 4, 5))


@crop_box.part("inside the image", points=1)
def rows_are_y(answer: Answer, case: Case) -> None:
    """x and w are columns, y and h are rows."""
    if case.kind == "inside":
        _insist_on_crop(answer, case)


@crop_box.part("over the border", points=1)
def clipped_at_borders(answer: Answer, case: Case) -> None:
    """What lies outside is left out."""
    if case.kind == "border":
        _insist_on_crop(answer, case)


@crop_box.part("nothing left", points=1)
def empty_box_is_an_error(answer: Answer, case: Case) -> None:
    """An empty crop is refused, not passed on."""
    if case.kind == "nothing":
        height, width = case.image.shape[:2]
        expect.raises(
            answer,
            ValueError,
            case.image,
            case.box,
            because=f"no pixel of this box (x, y, w, h) lies in an image {width} wide and {height} high",
        )


def _insist_on_crop(answer: Answer, case: Case) -> None:
    height, width = case.image.shape[:2]
    x, y, w, h = case.box
    top, bottom, left, right = max(y, 0), min(y + h, height), max(x, 0), min(x + w, width)
    expected = case.image[top:bottom, left:right]
    got = expect.array(answer(case.image, case.box), name="a part of the image")
    corners = np.array([(c, r) for c in (left, right - 1) for r in (top, bottom - 1)])
    expect.that(
        got.shape == expected.shape,
        f"`{answer.last_call}` should be {_rows_and_columns(expected)}; yours is {_rows_and_columns(got)}."
        + _crop_clue(got, expected, case),
        expected=f"rows {top} to {bottom - 1}, columns {left} to {right - 1}: shape {expected.shape}",
        got=f"shape {got.shape}",
        show=lambda: [
            ImagePanel("the input, corners marked", case.image, points=corners),
            *compare(got, expected),
        ],
    )
    expect.close(
        got,
        expected,
        show=lambda: [
            ImagePanel("the input, corners marked", case.image, points=corners),
            *compare(got, expected),
        ],
    )


def _crop_clue(got: np.ndarray, expected: np.ndarray, case: Case) -> str:
    x, y, w, h = case.box
    if got.size == 0 and min(x, y) < 0:
        return " A slice from a negative start counts from the other end: bring the start to 0 first."
    if got.shape[:2] == expected.shape[1::-1]:
        return " Rows and columns are exchanged: x and w count columns."
    if min(x, y) >= 0 and got.shape[:2] == (case.image[y:h, x:w]).shape[:2]:
        return " w and h are lengths, not the end of the slice."
    return ""


def _rows_and_columns(image: np.ndarray) -> str:
    if image.ndim < 2:
        return f"of shape {image.shape}"
    rows, columns = image.shape[:2]
    rest = "" if image.ndim == 2 else f" of shape {image.shape[2:]}"
    return f"{rows} row{'s'[: rows != 1]} x {columns} column{'s'[: columns != 1]}{rest}"


darkens = Question(
    "basics/darkens",
    "The missing light",
    "You average a black pixel (stored 0) and a white one (stored 255) and store 128. On the screen, the result "
    "gives far less light than half of the white pixel's. Why?",
    choices={
        "a": Choice(
            "127.5 had to be rounded",
            "rounding changes the value by half a grey level of 255. The missing light is more than half of "
            "what should be there.",
        ),
        "b": Choice(
            "The sum 0 + 255 wraps around",
            "255 still fits into `uint8`. And here the average really is 128; it only means something else "
            "than half the light.",
        ),
        "c": Choice(
            "Stored values are not proportional to light",
            "The sRGB curve spaces the values for the eye, with many steps for dark tones. Its middle, 128, stands "
            "for about a fifth of white's light. Half of the light is stored as 188.",
        ),
        "d": Choice(
            "Screens show the middle tones too dark",
            "the screen does as the standard says: it turns stored 128 into about a fifth of white's light. The "
            "mistake was made before, in the average.",
        ),
    },
    right="c",
)


resize_linear_light = Exercise(
    "basics/resize_linear_light",
    "Shrink without losing light",
    hints=[
        "Three steps: stored values to light, average, light back to stored values. Which of them is missing?",
        "Every output pixel is the mean of a whole factor x factor block. Every k-th pixel alone would forget the "
        "others (and gives stripes that are not there).",
        "With `height, width = image.shape[:2]`, `light.reshape(height // factor, factor, width // factor, factor, "
        "-1)` has the pixels of a block on axes 1 and 3: `.mean(axis=(1, 3))`.",
        "`light = decode_srgb(image / 255)`, the block mean, then `encode_srgb(...)`, times 255, **rounded**, as "
        "`uint8`. For a grey image the last axis has to go again: reshape to "
        "`(height // factor, width // factor, *image.shape[2:])`.",
    ],
)


@resize_linear_light.cases
def patterns_and_photographs(rng: np.random.Generator) -> Iterator[Case]:
    """Fine patterns, photographs and flat areas; height and width are multiples of the factor."""
    factor = int(rng.choice([2, 4]))
    rows, columns = _unequal_lengths(rng, 4, 9)
    board = np.indices((rows * factor, columns * factor)).sum(axis=0) % 2 * 255
    yield Case("a checkerboard", kind="pattern", image=board.astype(np.uint8), factor=factor)
    lines = np.zeros((rows * 3, columns * 3), np.uint8)
    lines[:, int(rng.integers(0, 3)) :: 3] = 255
    yield Case("thin white lines", kind="pattern", image=lines, factor=3)
    photograph = _small_photograph(rng)
    yield Case("a grey photograph", kind="photograph", image=photograph[..., 1].copy(), factor=2)
    yield Case("a colour photograph", kind="photograph", image=photograph, factor=int(rng.choice([2, 4, 6])))
    noise = rng.integers(0, 256, (rows * 5, columns * 5, 3), dtype=np.uint8)
    yield Case("colour noise", kind="photograph", image=noise, factor=5)
    every_value = rng.permutation(256).astype(np.uint8).reshape(16, 16)
    yield Case("256 flat squares", kind="flat", image=every_value.repeat(2, 0).repeat(2, 1), factor=2)
    yield Case("a colour photograph, factor 1", kind="flat", image=photograph, factor=1)


@resize_linear_light.held_out_cases
def unusual_sizes(rng: np.random.Generator) -> Iterator[Case]:
    """One output pixel, very wide images, three columns, stars on black, larger flat squares."""
    board = np.indices((8, 8)).sum(axis=0) % 2 * 255
    yield Case("a checkerboard to one pixel", kind="pattern", image=board.astype(np.uint8), factor=8)
    stars = np.where(rng.uniform(size=(28, 42)) < 0.08, 255, 0).astype(np.uint8)
    yield Case("stars on black", kind="pattern", image=stars, factor=7)
    dark = rng.integers(0, 30, (12, 27, 3), dtype=np.uint8)
    yield Case("a dark colour image", kind="photograph", image=dark, factor=3)
    yield Case(
        "three columns", kind="photograph", image=rng.integers(0, 256, (12, 3), dtype=np.uint8), factor=3
    )
    every_value = rng.permutation(256).astype(np.uint8).reshape(4, 64)
    yield Case(
        "256 flat squares, factor 3", kind="flat", image=every_value.repeat(3, 0).repeat(3, 1), factor=3
    )


@resize_linear_light.part("half the light is 188", points=1)
def fine_patterns(answer: Answer, case: Case) -> None:
    """Checkerboards, lines and stars keep their light; the values are worked out by hand."""
    if case.kind == "pattern":
        _insist_on_mean_light(answer, case)


@resize_linear_light.part("photographs", points=2)
def photographs_in_colour_and_grey(answer: Answer, case: Case) -> None:
    """The block mean in linear light, within one grey level."""
    if case.kind == "photograph":
        _insist_on_mean_light(answer, case)


@resize_linear_light.part("flat areas stay", points=1)
def flat_areas(answer: Answer, case: Case) -> None:
    """Where a block has one value, that value comes out, exactly: this sees cut instead of rounded values."""
    if case.kind == "flat":
        got, expected = _smaller_image(answer, case)
        off = np.abs(got.astype(int) - expected)
        expect.that(
            off.max() != 1,
            f"`{answer.last_call}` moves {int(off.sum()):,} of {off.size:,} values by one grey level, although every "
            "block holds one value only. `astype` drops what stands behind the decimal point: round before it.",
            expected=expected,
            got=got,
            show=lambda: compare(got, expected, case.image),
        )
        expect.close(got, expected, given=case.image)


def _smaller_image(answer: Answer, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """What came, of the right shape and dtype, and what is expected."""
    expected = _mean_light(case.image, case.factor)
    returned = answer(case.image, case.factor)
    return expect.array(returned, shape=expected.shape, dtype="uint8", name="a smaller uint8 image"), expected


def _insist_on_mean_light(answer: Answer, case: Case) -> None:
    """Compare with the block mean in linear light, and name the usual other results.

    One grey level of tolerance covers float32 and every way to round; the gamma 2.2 shortcut is off by two on
    the checkerboard (186), the mean of stored values by sixty.
    """
    image, factor = case.image, case.factor
    got, expected = _smaller_image(answer, case)
    stored = _block_mean(image.astype(np.float64), factor)
    power = 255 * _block_mean((image / 255) ** 2.2, factor) ** (1 / 2.2)
    suspects = {
        "That is the mean of the stored values, which is too dark. Average light: decode, average, encode.": stored,
        f"That is every {factor}th pixel (the first of each block); the other pixels of a block count as much.": (
            image[::factor, ::factor]
        ),
        "That is the result with a plain power of 2.2. Here the sRGB formula (IEC 61966-2-1) is asked for, which has "
        "a straight piece near black and a power of 2.4.": power,
    }
    _name_the_suspect(got, expected, suspects, 1, answer.last_call, image)
    expect.close(got, expected, within=1, given=image)


def _mean_light(image: np.ndarray, factor: int) -> np.ndarray:
    """Block mean in linear light, uint8 in and out, with the sRGB curve of IEC 61966-2-1."""
    stored = image / 255
    light = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    mean = _block_mean(light, factor)
    encoded = np.where(mean <= 0.0031308, 12.92 * mean, 1.055 * mean ** (1 / 2.4) - 0.055)
    return np.rint(255 * encoded).astype(np.uint8)


def _block_mean(values: np.ndarray, factor: int) -> np.ndarray:
    """Mean over factor x factor blocks of (H, W) or (H, W, C) values."""
    height, width = values.shape[:2]
    blocks = values.reshape(height // factor, factor, width // factor, factor, *values.shape[2:])
    return blocks.mean(axis=(1, 3))


resize_mask = Exercise(
    "basics/resize_mask",
    "Resize a mask of labels",
    hints=[
        "A label is a name. Names cannot be averaged, only *picked*. For every output row: which input row?",
        "With `height` input rows and `rows` output rows, the centre of output row i lies at "
        "`(i + 0.5) * height / rows`, measured in input rows from the top edge.",
        "Input row r reaches from r to r + 1, so the whole part of that position is the row. `np.arange(rows)` gives "
        "all i at once; convert the result with `.astype(int)`. The same for columns.",
        "`mask[which_rows][:, which_columns]` picks rows, then columns (or `mask[np.ix_(which_rows, which_columns)]`).",
    ],
    forbids=[
        "cv2.resize",
        "skimage.transform.resize",
        "skimage.transform.rescale",
        "skimage.transform.warp",
        "scipy.ndimage.zoom",
    ],
)


@resize_mask.cases
def masks(rng: np.random.Generator) -> Iterator[Case]:
    """Areas with label numbers far apart, made larger and smaller, by whole factors and others."""
    labels = np.sort(rng.choice(np.arange(3, 250), 4, replace=False)).astype(np.uint8)
    yield Case("three times as large", mask=_areas(rng, (12, 17), labels), shape=(36, 51))
    yield Case("half as large", mask=_areas(rng, (40, 56), labels), shape=(20, 28))
    yield Case("smaller by a third", mask=_areas(rng, (45, 60), labels), shape=(30, 40))
    yield Case("wider and lower", mask=_areas(rng, (30, 22), labels), shape=(21, 47))
    yield Case("the same size", mask=_areas(rng, (15, 11), labels), shape=(15, 11))


@resize_mask.held_out_cases
def unusual_masks(rng: np.random.Generator) -> Iterator[Case]:
    """Neighbouring labels, labels that do not fit into a byte, every pixel its own label."""
    yield Case("labels 0, 1, 2", mask=_areas(rng, (33, 44), np.arange(3)), shape=(25, 31))
    large = np.array([0, 7, 700, 1300], dtype=np.uint16)
    yield Case("labels above 255", mask=_areas(rng, (21, 30), large), shape=(42, 45))
    numbers = rng.permutation(42).reshape(6, 7)
    yield Case("every pixel its own label", mask=numbers, shape=(13, 20))
    yield Case("much smaller", mask=_areas(rng, (96, 72), np.arange(1, 4, dtype=np.int32)), shape=(7, 8))


@resize_mask.part("the labels", points=1)
def no_new_label(answer: Answer, case: Case) -> None:
    """The size asked for, whole numbers, and the labels of the mask, all of them and no others."""
    got = _mask_of(answer, case)
    before, after = np.unique(case.mask), np.unique(got)
    new = np.setdiff1d(after, before)
    lost = np.setdiff1d(before, after)
    expect.that(
        not new.size,
        f"`{answer.last_call}` holds labels that the mask does not have: {_first_few(new)}. A label is a name; "
        "a number between two names (or cut to another dtype) names nothing. Pick, do not mix.",
        expected=f"labels {_first_few(before)}",
        got=f"labels {_first_few(after)}",
        show=lambda: _mask_panels(got, case),
    )
    expect.that(
        not lost.size,
        f"`{answer.last_call}` has lost the labels {_first_few(lost)}, although their areas are large enough for this "
        "size. Does every output pixel take the label found at its own place?",
        expected=f"labels {_first_few(before)}",
        got=f"labels {_first_few(after)}",
        show=lambda: _mask_panels(got, case),
    )


@resize_mask.part("in place", points=1)
def labels_where_they_were(answer: Answer, case: Case) -> None:
    """Every output pixel has a label that stands in the input at its place.

    "At its place" is within half a pixel (of the coarser of the two grids) of the output pixel's centre. All
    common rules of nearest-neighbour sampling do that (centres, left edges, aligned corners), and so does the most
    frequent label of a block; mirrored, transposed, shifted or cut-out masks do not.
    """
    got = _mask_of(answer, case)
    allowed = np.zeros(got.shape, bool)
    row_spans, column_spans = (_spans(old, new) for old, new in zip(case.mask.shape, case.shape, strict=True))
    for row, (top, bottom) in enumerate(row_spans):
        for column, (left, right) in enumerate(column_spans):
            allowed[row, column] = (case.mask[top:bottom, left:right] == got[row, column]).any()
    wrong = np.argwhere(~allowed)
    if len(wrong):
        row, column = (int(index) for index in wrong[0])
        (top, bottom), (left, right) = row_spans[row], column_spans[column]
        there = np.unique(case.mask[top:bottom, left:right])
        expect.that(
            False,
            f"`{answer.last_call}` has label {got[row, column]:g} at row {row}, column {column}. Its place in "
            f"the mask is {_span_text('row', top, bottom)}, {_span_text('column', left, right)}, where the mask has "
            f"{_first_few(there)}. {len(wrong):,} of {got.size:,} pixels have a label from elsewhere.",
            expected=f"one of {_first_few(there)}",
            got=f"{got[row, column]:g}",
            show=lambda: _mask_panels(got, case),
        )


def _mask_of(answer: Answer, case: Case) -> np.ndarray:
    return expect.array(
        answer(case.mask, case.shape), shape=case.shape, dtype="integer", name="a mask of whole numbers"
    )


def _spans(old: int, new: int) -> list[tuple[int, int]]:
    """For each of `new` output pixels the input pixels (first, last + 1) within half a pixel of its centre.

    Half a pixel of the coarser grid; a pixel only touched at its edge does not count. Worked out in whole
    numbers (units of 1 / (2 new) input pixels), so that no rounding error decides.
    """
    spans = []
    reach = max(old, new)
    for index in range(new):
        centre = (2 * index + 1) * old
        first = max(0, (centre - reach) // (2 * new))
        last = min(old - 1, (centre + reach - 1) // (2 * new))
        spans.append((first, last + 1))
    return spans


def _span_text(noun: str, first: int, end: int) -> str:
    return f"{noun} {first}" if end == first + 1 else f"{noun}s {first} to {end - 1}"


def _mask_panels(got: np.ndarray, case: Case) -> list[ImagePanel]:
    """The mask and the answer as pictures, their labels spread evenly over the grey scale."""
    names = np.unique(np.concatenate([case.mask.ravel(), got.ravel()]))
    return [
        ImagePanel(title, np.searchsorted(names, values).astype(np.uint8), 0, max(len(names) - 1, 1))
        for title, values in (("the mask (one grey per label)", case.mask), ("yours", got))
        if is_picture(values)
    ]


def _first_few(labels: np.ndarray) -> str:
    shown = ", ".join(f"{label:g}" for label in labels[:5])
    return shown if len(labels) <= 5 else f"{shown} and {len(labels) - 5} more"


def _areas(rng: np.random.Generator, shape: tuple[int, int], labels: np.ndarray) -> np.ndarray:
    """A mask of areas, one per label: each at least a fifth of the mask wide and high, with a slanted border."""
    rows, columns = np.indices(shape) / np.array(shape)[:, None, None]
    slope = rng.uniform(-0.3, 0.3)
    cut = rng.uniform(0.4, 0.6)
    mask = np.full(shape, labels[0], dtype=labels.dtype)
    mask[columns + slope * (rows - 0.5) > cut] = labels[1]
    mask[rows > rng.uniform(0.6, 0.75)] = labels[2]
    if len(labels) > 3:
        top, left = rng.uniform(0.05, 0.25, 2)
        mask[(rows > top) & (rows < top + 0.25) & (columns > left) & (columns < left + 0.3)] = labels[3]
    return mask


def _name_the_suspect(
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


def _small_photograph(rng: np.random.Generator) -> np.ndarray:
    """A piece of a photograph, uint8 (48, 60, 3): small enough for a loop over pixels, different in every draw."""
    picture = (data.chelsea, data.coffee, data.astronaut)[int(rng.integers(3))]()
    top, left = (
        int(rng.integers(0, length - side)) for length, side in zip(picture.shape, (144, 180), strict=False)
    )
    piece = np.ascontiguousarray(picture[top : top + 144 : 3, left : left + 180 : 3])
    # Stretched to the full range, so that brighter and darker copies reach beyond it.
    low, high = int(piece.min()), int(piece.max())
    return np.rint((piece - float(low)) * (255 / max(high - low, 1))).astype(np.uint8)


def _unequal_lengths(rng: np.random.Generator, low: int, high: int) -> tuple[int, int]:
    """Two different lengths in low..high - 1, so that rows and columns cannot be mixed up."""
    first, second = rng.permutation(np.arange(low, high))[:2]
    return int(first), int(second)


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
