"""Exercises that exist for the tests alone; `tests/checking/conftest.py` puts them into the catalogue."""

import numpy as np

from course.checking import Case, Choice, Exercise, Question, expect

twice = Exercise(
    "trial/twice",
    "Twice as bright",
    hints=["Think of `+`.", "Write `image * 2`."],
    seconds=0.3,
)


@twice.cases("pictures")
def noise(rng):
    yield Case("a small picture", image=rng.integers(0, 100, (6, 8)).astype(np.float64))
    yield Case("a larger picture", image=rng.uniform(0, 1, (9, 7)))


@twice.held_out_cases("pictures")
def dark(rng):
    yield Case("a black picture", image=np.zeros((5, 5)))


@twice.cases("rows")
def short_rows(rng):
    yield Case("one row", row=rng.uniform(0, 1, (1, 4)))


@twice.part("doubles every pixel", points=2, kinds=("pictures",))
def doubles(answer, case):
    expect.close(answer(case.image), 2 * case.image, within=1e-9, given=case.image)


@twice.part("a single row", points=1, kinds=("rows",))
def doubles_a_row(answer, case):
    expect.close(answer(case.row), 2 * case.row, within=1e-9)


colour = Question(
    "trial/colour",
    "Which colour?",
    "What colour is the sky?",
    choices={"a": Choice("red", "that is the evening."), "b": Choice("blue", "Light scatters.")},
    right="b",
)

brightest = Exercise("trial/brightest", "The brightest of a model's predictions", takes="model")


@brightest.part("predicts the maximum")
def predicts(answer, case):
    expect.close(answer(np.array([1.0, 5.0])), 5.0)


undownloaded = Exercise("trial/undownloaded", "Needs a file")


@undownloaded.cases
def unreachable(rng):
    from course.errors import WorkbookError

    raise WorkbookError("flowers.zip could not be downloaded; check the network and try again.")
    yield


@undownloaded.part("anything")
def anything(answer, case):
    answer(1)


broken = Exercise("trial/broken", "Its judge has a defect")


@broken.part("divides")
def divides(answer, case):
    1 / 0


@broken.part("still judged")
def still_judged(answer, case):
    expect.equal(answer(), 1)


caseless = Exercise("trial/caseless", "Forgot its cases")


@caseless.cases
def none_at_all(rng):
    return []


@caseless.part("anything")
def never_called(answer, case):
    answer(1)


EXERCISES = (twice, colour, brightest, undownloaded, broken, caseless)
