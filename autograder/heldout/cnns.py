"""Extra held-out cases of module 02, in the order of its notebooks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Case
from course.exercises.cnns.augmentation_acts import (
    CHANGES,
    augmentation_acts,
    case_of,
    nothing,
    pipeline,
    with_a_good_one,
)
from course.exercises.cnns.calibration_error import calibration_error, predicted
from course.exercises.cnns.gradient_check import (
    Subject,
    classifier,
    gradient_check,
    one_number,
    with_its_twin,
    with_strong_number,
)
from course.exercises.cnns.gradient_check import case_of as gradient_case
from course.exercises.cnns.label_errors import case_of as labels_case
from course.exercises.cnns.label_errors import label_errors
from course.exercises.cnns.layer_budget import Layer, conv, layer_budget, network
from course.exercises.cnns.layers import conv_forward, layer, max_pool
from course.exercises.cnns.sanity_suite import case_of as suite_case
from course.exercises.cnns.sanity_suite import garments, knowing, ridge, sanity_suite
from course.exercises.cnns.seed_interval import runs_of, seed_interval


@conv_forward.held_out_cases("stride")
def windows_that_leave_gaps(rng: np.random.Generator) -> Iterator[Case]:
    """Strides longer than the filter, which need no zeros; filters with an even number of weights; one picture row."""
    for height, width, size, stride in ((3, 7, 1, 2), (9, 11, 2, 3), (8, 5, 4, 3)):
        images = rng.normal(0, 1, (1, height, width, 2))
        name = f"stride {stride}, padding same, {size} x {size} filters, pictures of {height} x {width}"
        yield layer(name, rng, images, rng.normal(0, 1, (size, size, 2, 2)), stride=stride, padding="same")
    images = rng.normal(0, 1, (2, 10, 12, 3))
    kernels = rng.normal(0, 1, (2, 5, 3, 4))
    yield layer("stride 2, padding same, filters of 2 x 5", rng, images, kernels, stride=2, padding="same")


@conv_forward.held_out_cases("colour")
def many_channels(rng: np.random.Generator) -> Iterator[Case]:
    """As in the middle of a network: more channels than pixels, numbers of type float32."""
    images = rng.normal(0, 1, (1, 4, 5, 16)).astype(np.float32)
    yield layer(
        "sixteen channels of float32", rng, images, rng.normal(0, 1, (3, 3, 16, 6)).astype(np.float32)
    )


@max_pool.held_out_cases("uneven")
def windows_as_large_as_can_be(rng: np.random.Generator) -> Iterator[Case]:
    """One window for everything, and windows of one pixel."""
    yield Case("a window as large as the picture", images=rng.uniform(0, 1, (2, 6, 6, 3)), size=6, stride=1)
    yield Case("windows of one pixel", images=rng.uniform(0, 1, (2, 5, 8, 2)), size=1, stride=2)


@layer_budget.held_out_cases("network")
def unusual_networks(rng: np.random.Generator) -> Iterator[Case]:
    """Filters of one pixel and with an even number of rows, pooling that leaves a rest, no head."""
    layers = [
        conv(int(rng.integers(4, 12)), 4, stride=3, padding="same"),
        conv(int(rng.integers(12, 20)), 1),
        {"kind": "pool", "size": 3},
    ]
    yield network("no head", (int(rng.integers(50, 70)), int(rng.integers(70, 90)), 4), layers)
    layers = [conv(6, 5, padding="same"), conv(4, 3, stride=2, padding="same"), conv(5, 5, padding="same")]
    yield network("a view wider than the picture", (9, 11, 2), layers)
    head: list[Layer] = [
        {"kind": "pool", "size": 5},
        {"kind": "flatten"},
        {"kind": "dense", "units": int(rng.integers(3, 9))},
    ]
    yield network("pooling first", (33, 27, int(rng.integers(1, 5))), head)


@gradient_check.held_out_cases("right")
def cube_of_numbers(rng: np.random.Generator) -> Iterator[Case]:
    """Numbers in three axes; the loss is the sum of their fourth powers, weighted."""
    weights = rng.uniform(0.5, 2, (2, 3, 4))
    subject = Subject(
        lambda x: float((weights * x**4).sum()),
        lambda x: 4 * weights * x**3,
        rng.uniform(0.5, 1.5, (2, 3, 4)),
    )
    yield gradient_case("of three axes", subject)
    # The transposed of the public case: a column of zeros but for rounding.
    row = classifier(rng, one_feature_off=True)
    column = Subject(lambda x: row.loss(x.T), lambda x: row.gradient(x.T).T, row.x.T.copy())
    yield gradient_case("of another shape", column)


@gradient_check.held_out_cases("wrong", "one number")
def other_errors(rng: np.random.Generator) -> Iterator[Case]:
    """A class forgotten, and a number that belongs to another place."""

    def without_last_column(gradient: np.ndarray) -> np.ndarray:
        return gradient * (np.arange(gradient.shape[1]) < gradient.shape[1] - 1)

    yield from with_its_twin(rng, "another error", classifier(rng), without_last_column, kind="wrong")
    for place in (0, -1, *rng.integers(1, 19, 6).tolist()):
        subject = with_strong_number(rng, classifier, place)
        slightly = one_number(place, lambda value: 1.00002 * value)
        yield from with_its_twin(rng, "another number", subject, slightly, kind="one number")


@augmentation_acts.held_out_cases("good")
def two_changes(rng: np.random.Generator) -> Iterator[Case]:
    """One change after the other."""

    def both(draws: np.random.Generator, images: np.ndarray) -> np.ndarray:
        return CHANGES["shifts"](draws, CHANGES["flips"](draws, images))

    yield case_of(rng, "two changes", pipeline(rng, both), good=True)


@augmentation_acts.held_out_cases("validation", "silent")
def other_broken_pipelines(rng: np.random.Generator) -> Iterator[Case]:
    """Few validation pictures change; a flip that was drawn once."""

    def few(draws: np.random.Generator, images: np.ndarray) -> np.ndarray:
        changed = CHANGES["shifts"](draws, images)
        return np.where((np.arange(len(images)) % 8 == 3)[:, None, None], changed, images)

    flips = CHANGES["flips"]
    yield from with_a_good_one(
        rng, "of another kind", pipeline(rng, flips, validation=few), kind="validation"
    )
    yield from with_a_good_one(rng, "of another kind", pipeline(rng, flips, frozen=True), kind="silent")
    yield from with_a_good_one(rng, "of another kind", pipeline(rng, nothing), kind="silent")


@sanity_suite.held_out_cases("healthy")
def few_classes(rng: np.random.Generator) -> Iterator[Case]:
    """A number of classes that is in no public case."""
    yield suite_case(rng, "a healthy network, 4 classes", *garments(rng, 4), ridge)


@sanity_suite.held_out_cases("start", "knows too much")
def other_ill_networks(rng: np.random.Generator) -> Iterator[Case]:
    """A start just outside what is allowed; a leak of fewer than half of the labels."""
    images, labels = garments(rng, 8)
    for surplus in (-0.2, 0.2):
        yield suite_case(rng, "an ill network", images, labels, ridge, surplus=surplus, kind="start")
    leaking = knowing(images, labels, 0.45, rng)
    yield suite_case(rng, "an ill network", images, labels, leaking, leaks=True, kind="knows too much")


@seed_interval.held_out_cases("runs")
def the_fewest_runs(rng: np.random.Generator) -> Iterator[Case]:
    """Two runs again, and thirty."""
    for runs in (2, 30):
        yield runs_of(rng, f"{runs} runs", runs, 0.95)


@seed_interval.held_out_cases("confidence")
def two_in_three(rng: np.random.Generator) -> Iterator[Case]:
    """A confidence nobody has a table for."""
    yield runs_of(rng, "7 runs, 68%", 7, 0.68)


@label_errors.held_out_cases("digits")
def fewer_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Six per cent of the labels are wrong, in pictures that are easier to read."""
    yield labels_case(rng, "1,200 digits", planted=0.06, noise=0.08)


@calibration_error.held_out_cases("a network")
def other_networks(rng: np.random.Generator) -> Iterator[Case]:
    """Two classes; more bins than pictures in some of them; a single bin."""
    yield predicted(rng, 2, 20)
    yield predicted(rng, 4, 50, pictures=80)
    yield predicted(rng, 10, 1)
