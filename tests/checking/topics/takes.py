"""Exercises whose answers are batches, values, models and architectures; for the tests alone."""

import numpy as np

from course.checking import Case, Exercise, expect

halves = Exercise("takes/halves", "Batches of halved pictures", takes="batches", seconds=2)


@halves.cases
def pictures(rng):
    yield Case("ten pictures", images=rng.uniform(0, 1, (10, 4, 5)), labels=np.arange(10))


@halves.part("three batches of four")
def three_batches(answer, case):
    batches = answer.batches(9, case.images, case.labels)
    expect.equal([len(images) for images, labels in batches], [4, 4, 2])
    for number, (images, labels) in enumerate(batches):
        expect.close(images, case.images[4 * number :][:4] / 2, within=1e-6)
        expect.equal(labels, case.labels[4 * number :][:4])


stream = Exercise("takes/stream", "A stream of numbers", takes="batches", seconds=2)


@stream.part("the first three")
def first_three(answer, case):
    expect.equal(answer.batches(3), [0, 1, 2])


settings = Exercise("takes/settings", "Settings as a dict", takes="value")


@settings.part("a rate and a size")
def rate_and_size(answer, case):
    expect.close(expect.entry(answer.value(), "rate"), 0.1)
    expect.equal(expect.entry(answer.value(), "size"), [32, 32])


darkest = Exercise("takes/darkest", "A model that finds dark pictures", takes="model", seconds=60)


@darkest.cases
def dark_and_bright(rng):
    labels = rng.integers(0, 2, 20)
    yield Case(
        "20 pictures",
        images=(labels[:, None, None, None] + rng.uniform(0, 0.1, (20, 8, 8, 1))),
        labels=labels,
    )


@darkest.part("predictions")
def predicts(answer, case):
    images = case.images.astype(np.float32)
    scores = answer.predictions(images, request_bytes=8 * images[0].nbytes)
    expect.accuracy(expect.class_scores(scores, 2), case.labels, 0.8)


@darkest.part("few weights")
def few_weights(answer, case):
    expect.parameters(answer.architecture(), 1000)


slope = Exercise("takes/slope", "The slope of a function it cannot look into", seconds=5)


@slope.cases
def parabolas(rng):
    yield Case("a parabola", factor=float(rng.uniform(1, 3)), x=float(rng.uniform(1, 2)))


@slope.part("the slope")
def slope_of_a_parabola(answer, case):
    def parabola(x):
        if not isinstance(x, float):
            raise ValueError("x should be a float")
        return case.factor * x**2

    expect.close(answer(parabola, case.x), 2 * case.factor * case.x, within=1e-6)


built = Exercise("takes/built", "A model, not trained", takes="builder", seconds=2)


@built.cases
def numbers(rng):
    yield Case("three numbers", numbers=rng.uniform(0, 1, (3, 1)))


@built.part("doubles")
def doubles(answer, case):
    expect.close(answer.predictions(case.numbers, request_bytes=1), 2 * case.numbers)


EXERCISES = (halves, stream, settings, darkest, slope, built)
