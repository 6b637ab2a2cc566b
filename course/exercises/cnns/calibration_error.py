"""Notebook 6, Doubt: whether a network is as sure as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from course.checking import Answer, Case, Exercise, expect

calibration_error = Exercise(
    "cnns/calibration_error",
    "Does 90 % mean 90 %?",
    hints=[
        "`confidence = probabilities.max(axis=1)` and `right = probabilities.argmax(axis=1) == labels`.",
        "The number of a picture's bin, with bins that include their upper end: `np.ceil(confidence * bins) - 1`.",
        "For every bin that holds pictures: the absolute difference between the share of right ones and the mean "
        "confidence, times the bin's share of all pictures. Add them up.",
    ],
)


@calibration_error.cases("worked by hand")
def few_pictures(rng: np.random.Generator) -> Iterator[Case]:
    """The kind of table that the lesson works out, with other numbers; too sure in one bin, not enough in another."""
    error = one_bin = 0.0
    while error < one_bin + 0.02:
        confidences = rng.choice([0.55, 0.65, 0.85, 0.95], 12) + rng.uniform(-0.04, 0.04, 12)
        labels = rng.integers(0, 2, 12)
        error, one_bin = (expected_calibration_error(confidences, labels == 0, bins) for bins in (10, 1))
    rest = (1 - confidences[:, None]) * np.array([0.6, 0.4])
    yield Case("12 pictures", probabilities=np.column_stack([confidences, rest]), labels=labels, bins=10)


@calibration_error.cases("a network")
def a_sure_network(rng: np.random.Generator) -> Iterator[Case]:
    """Ten classes; too sure of some pictures and not sure enough of others; bins without a picture."""
    for bins in (10, 15, 7):
        yield predicted(rng, 10, bins)


def predicted(rng: np.random.Generator, classes: int, bins: int, pictures: int = 600) -> Case:
    """What a network says that is too sure of some pictures and not sure enough of others."""
    labels = rng.integers(0, classes, pictures)
    scores = rng.normal(0, 1, (pictures, classes)) + 2.5 * np.eye(classes)[labels]
    powers = np.exp(rng.uniform(0.3, 3, (pictures, 1)) * scores)
    name = f"{pictures} pictures, {bins} bins"
    return Case(name, probabilities=powers / powers.sum(axis=1, keepdims=True), labels=labels, bins=bins)


@calibration_error.cases("on the border")
def on_the_border(rng: np.random.Generator) -> Iterator[Case]:
    """Confidences of exactly 0.75 and 1 in bins of a quarter: each belongs to the bin below."""
    # With three pictures of confidence 1 the errors of two wrong rules could happen to be the right one.
    counts = rng.integers((9, 2, 3, 4), (13, 4, 6, 6))
    tops = np.repeat([0.625, 0.75, 0.875, 1.0], counts)
    # Right below a border, wrong on it: taken into the other bin, they would not cancel. The lower bin is not sure
    # enough, the upper one too sure.
    labels = np.repeat([0, 1, 0, 1], counts)
    order = rng.permutation(len(tops))
    probabilities = np.column_stack([tops, 1 - tops])[order]
    yield Case(f"{len(tops)} pictures, 4 bins", probabilities=probabilities, labels=labels[order], bins=4)


@calibration_error.cases("equally probable")
def equally_probable(rng: np.random.Generator) -> Iterator[Case]:
    """Two classes share the largest probability; the first of them is named, and only sometimes right."""
    labels = rng.permutation(np.repeat([0, 1, 2], rng.permutation([4, 6, 9])))
    probabilities = np.tile([0.375, 0.375, 0.25], (len(labels), 1))
    yield Case(f"{len(labels)} pictures, 3 bins", probabilities=probabilities, labels=labels, bins=3)


def expected_calibration_error(
    confidence: np.ndarray,
    right: np.ndarray,
    bins: int,
    *,
    weighted: bool = True,
    lower_end: bool = False,
    middle: bool = False,
) -> float:
    """The ECE of Naeini 2015 and Guo 2017: bins of equal width, (low, high].

    Args:
        confidence: (N,), 0..1.
        right: bool (N,), whether the prediction was.
        bins: of equal width on 0..1.
        weighted: a bin counts by its share of the pictures; otherwise every bin that holds some counts the same.
        lower_end: bins are [low, high) instead.
        middle: the middle of the bin takes the place of the mean confidence.
    """
    bin_of = np.floor(confidence * bins) if lower_end else np.ceil(confidence * bins) - 1
    bin_of = np.clip(bin_of, 0, bins - 1)
    believed = (bin_of + 0.5) / bins if middle else confidence
    filled = [bin_of == each for each in np.unique(bin_of)]
    gaps = [abs(right[inside].mean() - believed[inside].mean()) for inside in filled]
    return float(np.average(gaps, weights=[inside.mean() if weighted else 1.0 for inside in filled]))


def _without(
    left_out: np.ndarray, confidence: np.ndarray, right: np.ndarray, bins: int, *, lower_end: bool = False
) -> float | None:
    """The error when some pictures are in no bin, None when that is all of them or none."""
    kept = ~left_out
    if kept.all() or not kept.any():
        return None
    error = expected_calibration_error(confidence[kept], right[kept], bins, lower_end=lower_end)
    return float(kept.mean()) * error


def _insist_on_error(answer: Answer, case: Case) -> None:
    probabilities, labels, bins = case.probabilities, case.labels, case.bins
    text = f"calibration_error(probabilities, labels, {bins})"
    got = expect.number(answer.written(text, probabilities, labels, bins), "the error")
    confidence, of_the_label = probabilities.max(axis=1), probabilities[np.arange(len(labels)), labels]
    right = probabilities.argmax(axis=1) == labels
    last_named = probabilities.shape[1] - 1 - probabilities[:, ::-1].argmax(axis=1)
    error = partial(expected_calibration_error, confidence, right)
    expect.close(
        got,
        error(bins),
        within=1e-6,
        name="the error",
        mistakes={
            "Yours counts every bin the same; a bin counts by its share of the pictures": partial(
                error, bins, weighted=False
            ),
            "Yours puts a confidence on a border into the bin above; a bin includes its upper end": partial(
                error, bins, lower_end=True
            ),
            "In yours bins cancel each other, as if there were one; every bin's difference counts without its sign": (
                lambda: np.copysign(right.mean() - confidence.mean(), got)
            ),
            "Yours always has ten bins": partial(error, 10),
            "Yours leaves out a confidence of 1 and puts one on a border into the bin above; a bin includes its upper "
            "end": partial(_without, confidence == 1, confidence, right, bins, lower_end=True),
            "Yours leaves out confidences on a border; a bin includes its upper end": partial(
                _without, confidence * bins % 1 == 0, confidence, right, bins
            ),
            "Yours divides by the number of bins once more": lambda: error(bins) / bins,
            "Yours takes the probability of the label for the confidence; it is the largest one of the row": (
                lambda: expected_calibration_error(of_the_label, right, bins)
            ),
            "Yours is the mean distance of single pictures": lambda: float(
                np.mean(np.abs(right - confidence))
            ),
            "Yours compares with the middle of each bin; compare with the mean confidence of its pictures": partial(
                error, bins, middle=True
            ),
            "Yours calls a picture right when its label is any of the most probable classes; only the first is named": (
                lambda: expected_calibration_error(confidence, of_the_label == confidence, bins)
            ),
            "Yours names the last of equally probable classes; name the first": lambda: (
                expected_calibration_error(confidence, last_named == labels, bins)
            ),
            "Yours is in per cent": lambda: 100 * error(bins),
        },
    )


@calibration_error.part("by hand", points=1, kinds=("worked by hand",))
def equals_the_definition(answer: Answer, case: Case) -> None:
    """Twelve pictures in ten bins."""
    _insist_on_error(answer, case)


@calibration_error.part("a network", points=2, kinds=("a network",))
def measures_a_network(answer: Answer, case: Case) -> None:
    """Empty bins, and another number of them."""
    _insist_on_error(answer, case)


@calibration_error.part("borders and ties", points=1, kinds=("on the border", "equally probable"))
def knows_where_a_border_belongs(answer: Answer, case: Case) -> None:
    """A bin includes its upper end; of equally probable classes the first is named."""
    _insist_on_error(answer, case)
