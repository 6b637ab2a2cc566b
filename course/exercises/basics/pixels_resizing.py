"""Notebook 1 Pixels, second half: shrinking photographs in linear light, resizing masks of labels."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect
from course.checking.contract.panels import ImagePanel, is_picture
from course.checking.definition.wording import place_text
from course.synth.draws import small_photograph, unequal_lengths

darkens = Question(
    "basics/darkens",
    "The missing light",
    "A library shrinks the stripes: it averages a black pixel (stored 0) and a white one (stored 255) and stores "
    "128. The left square shows that 128 gives far less light than black and white stripes do. Why?",
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
            "The screen is badly adjusted: a good one shows 128 as half of white's light",
            "a good screen does as the sRGB standard says: it turns stored 128 into about a fifth of white's light. "
            "The mistake was made before, in the average.",
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
        "Decode `image / 255`, take the block mean, encode, times 255, **round**, then change the dtype. A grey image "
        "has no last axis: with `*image.shape[2:]` in place of `-1`, one line serves both kinds.",
    ],
)


@resize_linear_light.cases("pattern", "photograph", "flat")
def patterns_and_photographs(rng: np.random.Generator) -> Iterator[Case]:
    """Fine patterns, photographs and flat areas; height and width are multiples of the factor."""
    factor = int(rng.choice([2, 4]))
    rows, columns = unequal_lengths(rng, 4, 9)
    board = np.indices((rows * factor, columns * factor)).sum(axis=0) % 2 * 255
    yield Case("a checkerboard", kind="pattern", image=board.astype(np.uint8), factor=factor)
    lines = np.zeros((rows * 3, columns * 3), np.uint8)
    lines[:, int(rng.integers(0, 3)) :: 3] = 255
    yield Case("thin white lines", kind="pattern", image=lines, factor=3)
    # Little light in large blocks: the straight piece of the sRGB curve near black decides.
    yield Case("a few dim stars", kind="pattern", image=few_stars(rng, (rows, columns), 12), factor=12)
    photograph = small_photograph(rng)
    yield Case("a grey photograph", kind="photograph", image=photograph[..., 1].copy(), factor=2)
    yield Case("a colour photograph", kind="photograph", image=photograph, factor=int(rng.choice([2, 4, 6])))
    noise = rng.integers(0, 256, (rows * 5, columns * 5, 3), dtype=np.uint8)
    yield Case("colour noise", kind="photograph", image=noise, factor=5)
    every_value = rng.permutation(256).astype(np.uint8).reshape(16, 16)
    yield Case("256 flat squares", kind="flat", image=every_value.repeat(2, 0).repeat(2, 1), factor=2)
    yield Case("a colour photograph, factor 1", kind="flat", image=photograph, factor=1)


@resize_linear_light.part("half the light is 188", points=1, kinds=("pattern",))
def fine_patterns(answer: Answer, case: Case) -> None:
    """Checkerboards, lines and stars keep their light; the values are worked out by hand."""
    _insist_on_mean_light(answer, case, within=1)


@resize_linear_light.part("photographs", points=2, kinds=("photograph",))
def photographs_in_colour_and_grey(answer: Answer, case: Case) -> None:
    """The block mean in linear light, within one grey level."""
    _insist_on_mean_light(answer, case, within=1)


@resize_linear_light.part("flat areas stay", points=1, kinds=("flat",))
def flat_areas(answer: Answer, case: Case) -> None:
    """Where a block has one value, that value comes out, exactly: this sees cut instead of rounded values."""
    _insist_on_mean_light(answer, case, within=0)


def _insist_on_mean_light(answer: Answer, case: Case, within: float) -> None:
    """Compare with the block mean in linear light.

    One grey level of tolerance covers float32 and every way to round; the gamma 2.2 shortcut is off by two on
    the checkerboard (186), the mean of stored values by sixty, the power without its straight piece by two or more
    on dim stars.
    """
    image, factor = case.image, case.factor
    expected = _mean_light(image, factor)
    returned = answer(image, factor)
    got = expect.array(returned, shape=expected.shape, dtype="uint8", name="a smaller uint8 image")
    every = f"every {factor}{({1: 'st', 2: 'nd', 3: 'rd'}).get(factor, 'th')}"
    mistakes = {
        "That is the mean of the stored values, which is too dark. Average light: decode, average, encode": lambda: (
            _block_mean(image.astype(np.float64), factor)
        ),
        f"That is {every} pixel, the first of each block; the others count as much": image[
            ::factor, ::factor
        ],
        "That is the median of each block: it forgets how bright the others are. "
        "Take the mean of their light": lambda: np.median(_blocks(image, factor), axis=(1, 3)),
        "That is the result with a plain power of 2.2. Here the sRGB formula (IEC 61966-2-1) is asked for, which has "
        "a straight piece near black and a power of 2.4": lambda: (
            255 * _block_mean((image / 255) ** 2.2, factor) ** (1 / 2.2)
        ),
        "That is the sRGB formula without its straight piece near black": lambda: _without_straight_piece(
            image, factor
        ),
        "That is what comes when the stored values are not divided by 255 before they are decoded": lambda: (
            np.rint(255 * encoded(_block_mean(decoded(image.astype(np.float64)), factor))) % 256
        ),
        "The values are cut off: `astype` drops what stands behind the decimal point. `np.round` before it": lambda: (
            np.floor(255 * encoded(_block_mean(decoded(image / 255), factor)))
        ),
    }
    expect.close(got, expected, within=within, mistakes=mistakes, given=image)


def decoded(stored: np.ndarray) -> np.ndarray:
    """Light (0..1) of stored sRGB values (0..1), IEC 61966-2-1."""
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)


def encoded(light: np.ndarray) -> np.ndarray:
    """Stored sRGB values (0..1) of light (0..1), IEC 61966-2-1."""
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def _without_straight_piece(image: np.ndarray, factor: int) -> np.ndarray:
    light = _block_mean((image / 255 + 0.055) ** 2.4, factor)
    return 255 * (light ** (1 / 2.4) - 0.055)


def few_stars(rng: np.random.Generator, blocks: tuple[int, int], factor: int) -> np.ndarray:
    """Black with one dim star in every block, uint8; both sides are `factor` times the number of blocks."""
    stars = np.zeros((blocks[0], factor, blocks[1], factor), np.uint8)
    rows, columns = np.indices(blocks)
    places = rng.integers(0, factor, (2, *blocks))
    stars[rows, places[0], columns, places[1]] = rng.integers(90, 160, blocks)
    return stars.reshape(blocks[0] * factor, blocks[1] * factor)


def _mean_light(image: np.ndarray, factor: int) -> np.ndarray:
    """Block mean in linear light, uint8 in and out."""
    return np.rint(255 * encoded(_block_mean(decoded(image / 255), factor))).astype(np.uint8)


def _blocks(values: np.ndarray, factor: int) -> np.ndarray:
    """(H, W, ...) values with the rows of a block on axis 1 and its columns on axis 3."""
    height, width = values.shape[:2]
    return values.reshape(height // factor, factor, width // factor, factor, *values.shape[2:])


def _block_mean(values: np.ndarray, factor: int) -> np.ndarray:
    """Mean over factor x factor blocks of (H, W) or (H, W, C) values."""
    return _blocks(values, factor).mean(axis=(1, 3))


resize_mask = Exercise(
    "basics/resize_mask",
    "Resize a mask of labels",
    hints=[
        "A label is a name. Names cannot be averaged, only *picked*. For every output row: which input row?",
        "With `height` input rows and `rows` output rows, the centre of output row i lies at "
        "`(i + 0.5) * height / rows`, measured in input rows from the top edge.",
        "Input row r reaches from r to r + 1, so the whole part of that position is the row. `np.arange(rows)` gives "
        "all i at once; convert the result with `.astype(int)`. The same for columns.",
        "With one whole number for every output row and one for every output column, index twice: `mask[which_rows]` "
        "picks rows. Which index picks columns from the result?",
    ],
    forbids=[
        "cv2.resize",
        "skimage.transform.resize",
        "skimage.transform.rescale",
        "skimage.transform.warp",
        "scipy.ndimage.zoom",
    ],
)


@resize_mask.cases("areas")
def masks(rng: np.random.Generator) -> Iterator[Case]:
    """Areas with label numbers far apart, made larger and smaller, by whole factors and others."""
    labels = np.sort(rng.choice(np.arange(3, 250), 4, replace=False)).astype(np.uint8)
    yield Case("a mask made three times as large", mask=mask_of_areas(rng, (12, 17), labels), shape=(36, 51))
    yield Case("a mask made half as large", mask=mask_of_areas(rng, (40, 56), labels), shape=(20, 28))
    yield Case("a mask made smaller by a third", mask=mask_of_areas(rng, (45, 60), labels), shape=(30, 40))
    yield Case("a mask made wider and lower", mask=mask_of_areas(rng, (30, 22), labels), shape=(21, 47))
    # A label that does not fit into a byte: 300 as uint8 is 44.
    large = labels.astype(np.uint16) + np.array([0, 0, 300, 1000], np.uint16)
    yield Case("a mask with labels above 255", mask=mask_of_areas(rng, (21, 16), large), shape=(42, 24))
    yield Case("a mask at the same size", mask=mask_of_areas(rng, (15, 11), labels), shape=(15, 11))


@resize_mask.cases("numbers")
def numbered_pixels(rng: np.random.Generator) -> Iterator[Case]:
    """Every pixel has a number of its own, so that an answer shows which pixel it picked for each place."""
    for name, shape in (
        ("made half as large", (10, 14)),
        ("made smaller", (13, 11)),
        ("made larger", (31, 39)),
    ):
        yield Case(
            f"a mask of numbered pixels {name}", mask=rng.permutation(20 * 28).reshape(20, 28), shape=shape
        )


@resize_mask.part("the labels", points=1, kinds=("areas",))
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


@resize_mask.part("in place", points=1, kinds=("areas", "numbers"))
def labels_where_they_were(answer: Answer, case: Case) -> None:
    """Every output pixel has a label that stands in the input at its place, and rows and columns are picked whole.

    "At its place" is within half a pixel (of the coarser of the two grids) of the output pixel's centre. All
    common rules of nearest-neighbour sampling do that (centres, left edges, aligned corners); mirrored, transposed,
    shifted or cut-out masks do not. A vote, or the largest label of a block, picks now this row and now that.
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
        expect.fail(
            f"`{answer.last_call}` has label {got[row, column]:g} at {place_text((row, column))}. Its place in "
            f"the mask is {_span_text('row', top, bottom)}, {_span_text('column', left, right)}, where the mask has "
            f"{_first_few(there)}. {len(wrong):,} of {got.size:,} pixels have a label from elsewhere.",
            expected=f"{'one of ' * (len(there) > 1)}{_first_few(there)}",
            got=f"{got[row, column]:g}",
            show=lambda: _mask_panels(got, case),
        )
    if case.kind == "numbers":
        _insist_on_whole_rows(got, case)


def _insist_on_whole_rows(got: np.ndarray, case: Case) -> None:
    """Whoever takes the pixel under a centre takes one input row for a whole output row; the same for columns."""
    picked = np.argsort(case.mask, axis=None)[got]  # the flat position of each number
    rows, columns = np.unravel_index(picked, case.mask.shape)
    for noun, lines in (("row", rows), ("column", columns.T)):
        mixed = np.flatnonzero((lines != lines[:, :1]).any(axis=1))
        if not len(mixed):
            continue
        sources = np.unique(lines[mixed[0]])
        expect.fail(
            f"The pixels of {noun} {mixed[0]} in your mask come from the {noun}s {_first_few(sources)} of the input; "
            f"they should all come from one, the {noun} under their centres. Does a vote, or the size of a label, "
            "decide which label of a block is taken?",
            expected=f"one {noun} of the input",
            got=f"{noun}s {_first_few(sources)}",
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
    """The mask, the answer and the result by centres; their labels are spread evenly over the grey scale."""
    centres = [
        (2 * np.arange(new) + 1) * old // (2 * new)
        for old, new in zip(case.mask.shape, case.shape, strict=True)
    ]
    names = np.unique(np.concatenate([case.mask.ravel(), got.ravel()]))
    return [
        ImagePanel(title, np.searchsorted(names, values).astype(np.uint8), 0, max(len(names) - 1, 1))
        for title, values in (
            ("the mask (one grey per label)", case.mask),
            ("yours", got),
            ("expected", case.mask[np.ix_(*centres)]),
        )
        if is_picture(values)
    ]


def _first_few(labels: np.ndarray) -> str:
    shown = ", ".join(f"{label:g}" for label in labels[:5])
    return shown if len(labels) <= 5 else f"{shown} and {len(labels) - 5} more"


def mask_of_areas(rng: np.random.Generator, shape: tuple[int, int], labels: np.ndarray) -> np.ndarray:
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
