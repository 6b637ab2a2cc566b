"""The exercises of the benchmark's TensorFlow module: small, but each of them runs TensorFlow for real."""

import numpy as np

from course import data
from course.checking import Case, Exercise, expect

grey_tensor = Exercise("garments/grey_tensor", "A grey image with TensorFlow", seconds=20)
blur = Exercise("garments/blur", "Blur with a convolution", seconds=20)
classify = Exercise("garments/classify", "Tell garments apart", seconds=60)

WEIGHTS = np.array([0.2125, 0.7154, 0.0721])
GATE = 0.55
"""Share of right answers. Guessing gives 0.1; ten seeds of the solution gave 0.70 to 0.76."""


@grey_tensor.cases
def colour_images(rng):
    yield Case("noise", image=rng.uniform(0, 1, (17, 23, 3)).astype(np.float32))
    yield Case("one colour", image=np.full((5, 4, 3), rng.uniform(0, 1, 3), np.float32))


@grey_tensor.part("the weights", points=2)
def weighs_the_channels(answer, case):
    expect.close(answer(case.image), case.image @ WEIGHTS, within=1e-5, given=case.image)


@blur.cases
def grey_images(rng):
    yield Case("noise", image=rng.uniform(0, 1, (20, 24)).astype(np.float32))
    yield Case("a bright line", image=np.eye(16, dtype=np.float32) * rng.uniform(0.5, 1))


@blur.part("the mean of 3 x 3", points=2)
def averages(answer, case):
    height, width = case.image.shape
    means = sum(case.image[y : y + height - 2, x : x + width - 2] for y in range(3) for x in range(3)) / 9
    expect.close(answer(case.image), means, within=1e-5, given=case.image)


@classify.cases
def garments(rng):
    images, labels = data.fashion_mnist("test")
    chosen = rng.choice(len(images), 200, replace=False)
    yield Case("200 garments", images=images[chosen], labels=labels[chosen])


@classify.part("most of them", points=3)
def knows_most(answer, case):
    expect.accuracy(answer(case.images), case.labels, GATE, of="garments")


EXERCISES = [grey_tensor, blur, classify]
