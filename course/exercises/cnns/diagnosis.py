"""Notebook 4, Diagnose: how far a number can be trusted, and a network's own opinion of itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from scipy import stats

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.inductive_bias import inductive_bias
from course.exercises.cnns.label_errors import label_errors

seed_interval = Exercise(
    "cnns/seed_interval",
    "Five runs, one claim",
    hints=[
        "The standard deviation of the runs divides by `n - 1`: `np.std(scores, ddof=1)`. That of their mean is "
        "smaller, by the square root of n.",
        "`scipy.stats.t.ppf(0.975, n - 1)` says how many of these to go to either side for 95 %. In general: "
        "`(1 + confidence) / 2`.",
        'Fewer than two runs say nothing about how much runs differ: `raise ValueError("at least two runs")`.',
        "Return `(mean, mean - half, mean + half)`.",
    ],
)


@seed_interval.cases("runs")
def accuracies(rng: np.random.Generator) -> Iterator[Case]:
    """Accuracies of 2 to 12 runs."""
    for runs in (5, 2, int(rng.integers(6, 13))):
        yield runs_of(rng, f"{runs} runs", runs, 0.95)


@seed_interval.cases("confidence")
def other_confidences(rng: np.random.Generator) -> Iterator[Case]:
    """90 and 99 %."""
    for confidence in (0.9, 0.99):
        yield runs_of(rng, f"5 runs, {confidence:.0%}", 5, confidence)


@seed_interval.cases("too few")
def too_few(rng: np.random.Generator) -> Iterator[Case]:
    """One run."""
    yield runs_of(rng, "one run", 1, 0.95)


@seed_interval.cases("many times")
def many_experiments(rng: np.random.Generator) -> Iterator[Case]:
    """400 experiments of 4 runs each, whose true mean is known."""
    yield Case(
        "400 experiments of 4 runs", mean=0.9, experiments=rng.normal(0.9, 0.01, (400, 4)), confidence=0.95
    )


def runs_of(rng: np.random.Generator, name: str, runs: int, confidence: float) -> Case:
    """Accuracies of so many runs, around a mean that is drawn."""
    middle = rng.uniform(0.6, 0.95)
    return Case(name, scores=rng.normal(middle, 0.012, runs).round(4), confidence=confidence)


def interval_of(scores: np.ndarray, confidence: float, *, ddof: int = 1, quantile: Any = None) -> np.ndarray:
    """Mean and both ends of Student's t-interval, (3,).

    Args:
        scores: (n,), n of at least 2.
        confidence: 0..1.
        ddof: of the standard deviation.
        quantile: standard deviations of the mean to either side; Student's when None.
    """
    n, mean = len(scores), float(np.mean(scores))
    times = stats.t.ppf((1 + confidence) / 2, n - 1) if quantile is None else quantile
    half = times * np.std(scores, ddof=ddof) / np.sqrt(n)
    return np.array([mean, mean - half, mean + half])


def _insist_on_interval(answer: Answer, case: Case) -> None:
    scores, confidence = case.scores, case.confidence
    text = f"seed_interval({np.array2string(scores, separator=', ')}, {confidence:g})"
    got = expect.array(answer.written(text, scores, confidence), shape=(3,), name="mean, low and high")
    normal = float(stats.norm.ppf((1 + confidence) / 2))
    deviation = np.std(scores, ddof=1)
    mean = float(np.mean(scores))
    expect.close(
        got,
        interval_of(scores, confidence),
        within=1e-6,
        name="mean, low and high",
        mistakes={
            "Yours takes the quantile of the normal distribution; with so few runs Student's t is wider": partial(
                interval_of, scores, confidence, quantile=normal
            ),
            "Yours divides by n in the standard deviation; with n - 1 it is `np.std(scores, ddof=1)`": partial(
                interval_of, scores, confidence, ddof=0
            ),
            "Yours has both: n in the standard deviation, and the quantile of the normal distribution": partial(
                interval_of, scores, confidence, ddof=0, quantile=normal
            ),
            "Yours says where single runs lie; the mean of n runs varies less, by the square root of n": (
                lambda: (
                    mean
                    + stats.t.ppf((1 + confidence) / 2, len(scores) - 1) * deviation * np.array([0, -1, 1])
                )
            ),
            "Yours is one standard error to either side": partial(
                interval_of, scores, confidence, quantile=1.0
            ),
            "Yours leaves all of the rest on one side: of 5 %, half lies on each": partial(
                interval_of, scores, confidence, quantile=float(stats.t.ppf(confidence, len(scores) - 1))
            ),
            "Yours is always a 95 % interval": partial(interval_of, scores, 0.95),
        },
    )


@seed_interval.part("95 %", points=1, kinds=("runs",))
def gives_the_interval(answer: Answer, case: Case) -> None:
    """Mean, low and high."""
    _insist_on_interval(answer, case)


@seed_interval.part("any confidence", points=1, kinds=("confidence",))
def knows_other_confidences(answer: Answer, case: Case) -> None:
    """90 and 99 %."""
    _insist_on_interval(answer, case)


@seed_interval.part("holds what it promises", points=1, kinds=("many times",))
def covers_the_truth(answer: Answer, case: Case) -> None:
    """The true mean lies inside in 92 to 98 % of experiments."""
    inside = 0
    for scores in case.experiments:
        got = answer.written("seed_interval(scores, 0.95)", scores, case.confidence)
        _, low, high = expect.array(got, shape=(3,), name="mean, low and high")
        inside += low <= case.mean <= high
    share = inside / len(case.experiments)
    expect.that(
        0.915 <= share <= 0.985,
        f"In {len(case.experiments)} experiments whose true mean is known, it lay in your interval in {share:.1%}; a "
        "95 % interval should hold it in about 95 % of them.",
        expected="about 95 %",
        got=f"{share:.1%}",
    )


@seed_interval.part("one run is none", points=1, kinds=("too few",))
def refuses_one_run(answer: Answer, case: Case) -> None:
    """ValueError."""
    expect.raises(
        answer, ValueError, case.scores, case.confidence, because="one run says nothing about the others"
    )


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
    """The kind of table that the lesson works out, with other numbers."""
    confidences = rng.choice([0.55, 0.65, 0.85, 0.95], 12) + rng.uniform(-0.04, 0.04, 12)
    rest = (1 - confidences[:, None]) * np.array([0.6, 0.4])
    yield Case(
        "12 pictures",
        probabilities=np.column_stack([confidences, rest]),
        labels=rng.integers(0, 2, 12),
        bins=10,
    )


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
    """Confidences of exactly 0.5, 0.75 and 1 in bins of a quarter: each belongs to the bin below."""
    counts = rng.integers(3, 8, 5)
    tops = np.repeat([0.5, 0.625, 0.75, 0.875, 1.0], counts)
    # At 0.5 both classes are equally likely; the first one is named. Neighbours differ in whether they are right.
    labels = np.repeat([0, 1, 0, 1, 0], counts)
    order = rng.permutation(len(tops))
    probabilities = np.column_stack([tops, 1 - tops])[order]
    yield Case(f"{len(tops)} pictures, 4 bins", probabilities=probabilities, labels=labels[order], bins=4)


def expected_calibration_error(
    confidence: np.ndarray, right: np.ndarray, bins: int, *, weighted: bool = True, lower_end: bool = False
) -> float:
    """The ECE of Naeini 2015 and Guo 2017: bins of equal width, (low, high].

    Args:
        confidence: (N,), 0..1.
        right: bool (N,), whether the prediction was.
        bins: of equal width on 0..1.
        weighted: a bin counts by its share of the pictures; otherwise every bin that holds some counts the same.
        lower_end: bins are [low, high) instead.
    """
    bin_of = np.floor(confidence * bins) if lower_end else np.ceil(confidence * bins) - 1
    bin_of = np.clip(bin_of, 0, bins - 1)
    filled = [bin_of == each for each in np.unique(bin_of)]
    gaps = [abs(right[inside].mean() - confidence[inside].mean()) for inside in filled]
    return float(np.average(gaps, weights=[inside.mean() if weighted else 1.0 for inside in filled]))


def _insist_on_error(answer: Answer, case: Case) -> None:
    probabilities, labels, bins = case.probabilities, case.labels, case.bins
    text = f"calibration_error(probabilities, labels, {bins})"
    got = expect.number(answer.written(text, probabilities, labels, bins), "the error")
    confidence, of_the_label = probabilities.max(axis=1), probabilities[np.arange(len(labels)), labels]
    right = probabilities.argmax(axis=1) == labels
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
            "Yours takes the probability of the label for the confidence; it is the largest one of the row": (
                lambda: expected_calibration_error(of_the_label, right, bins)
            ),
            "Yours is the mean distance of single pictures": lambda: float(
                np.mean(np.abs(right - confidence))
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


@calibration_error.part("on the border", points=1, kinds=("on the border",))
def knows_where_a_border_belongs(answer: Answer, case: Case) -> None:
    """A bin includes its upper end."""
    _insist_on_error(answer, case)


EXERCISES = (inductive_bias, seed_interval, label_errors, calibration_error)
