"""Module 00: how a notebook, a check, a hint and the progress page work."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect

describe = Exercise(
    "welcome/describe",
    "Describe an image",
    hints=[
        "An image is a numpy array. Everything you need is an attribute or a method of it.",
        "`image.shape` is (rows, columns) for a grey image and (rows, columns, channels) for a colour one: "
        "`image.ndim` tells which of the two you have.",
        "The dtype as text is `str(image.dtype)`; the smallest value is `image.min()`.",
        '`channels = 1 if image.ndim == 2 else image.shape[2]`, then return the dict with "height" '
        '`image.shape[0]`, "width" `image.shape[1]` and the others.',
    ],
)


@describe.cases
def small_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """Grey and colour images of several types; never square, so that rows and columns cannot be mixed up."""
    height, width = (int(length) for length in rng.permutation(np.arange(5, 40))[:2])
    yield Case("a grey image", image=rng.integers(3, 250, (height, width), dtype=np.uint8))
    yield Case("a colour image", image=rng.integers(0, 256, (height + 1, width + 3, 3), dtype=np.uint8))
    yield Case("a float image", image=rng.uniform(-0.2, 1.3, (width, height + 2)).astype(np.float32))
    yield Case("an image with transparency", image=rng.uniform(0, 1, (6, 9, 4)))


@describe.part("height and width", points=1)
def rows_then_columns(answer: Answer, case: Case) -> None:
    """Rows are the height, columns the width."""
    expect.equal(expect.entry(answer(case.image), "height"), case.image.shape[0], name="height")
    expect.equal(expect.entry(answer(case.image), "width"), case.image.shape[1], name="width")


@describe.part("channels", points=1)
def one_for_grey(answer: Answer, case: Case) -> None:
    """1 for a two-dimensional array, else the last axis."""
    channels = 1 if case.image.ndim == 2 else case.image.shape[2]
    expect.equal(expect.entry(answer(case.image), "channels"), channels, name="channels")


@describe.part("type and range", points=1)
def type_and_range(answer: Answer, case: Case) -> None:
    """The dtype as text, and the smallest and largest value."""
    dtype = expect.entry(answer(case.image), "dtype")
    spelled = dtype.removeprefix("np.").removeprefix("numpy.") if isinstance(dtype, str) else dtype
    no_text = "That is the dtype itself, not text: `str(image.dtype)`"
    mistakes = {no_text: repr(case.image.dtype)}
    expect.equal(spelled, str(case.image.dtype), name='the entry "dtype" as text', mistakes=mistakes)
    expect.close(expect.entry(answer(case.image), "low"), case.image.min(), within=1e-6, name="low")
    expect.close(expect.entry(answer(case.image), "high"), case.image.max(), within=1e-6, name="high")


first_axis = Question(
    "welcome/first_axis",
    "Which way round?",
    "An image has `image.shape == (300, 451, 3)`. What is it?",
    choices={
        "a": Choice(
            "300 pixels wide, 451 high, 3 colour channels",
            "that is the order of a photograph's label (width x height). An array counts rows first, "
            "and the number of rows is the height.",
        ),
        "b": Choice(
            "300 pixels high, 451 wide, 3 colour channels",
            "Rows first: 300 rows are the height, 451 columns the width, and the last axis holds red, green, blue.",
        ),
        "c": Choice(
            "3 images of 300 x 451 pixels",
            "a stack of images has the image number first: (3, 300, 451). Here the 3 is last: colour channels.",
        ),
    },
    right="b",
)

EXERCISES = (first_axis, describe)
