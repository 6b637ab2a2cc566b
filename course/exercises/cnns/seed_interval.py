"""Notebook 5, Two networks: how far the mean of a few runs can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from scipy import stats

from course.checking import Answer, Case, Exercise, expect

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
    """Accuracies of 2 to 12 runs; with two of them an end lies above 1."""
    for runs in (5, 2, int(rng.integers(6, 13))):
        yield runs_of(rng, f"{runs} runs", runs, 0.95)
    yield Case("2 runs, both good", scores=rng.uniform((0.93, 0.98), (0.95, 0.995)).round(4), confidence=0.95)


@seed_interval.cases("confidence")
def other_confidences(rng: np.random.Generator) -> Iterator[Case]:
    """90 and 99 %."""
    for confidence in (0.9, 0.99):
        yield runs_of(rng, f"5 runs, {confidence:.0%}", 5, confidence)


@seed_interval.cases("too few")
def too_few(rng: np.random.Generator) -> Iterator[Case]:
    """One run, and none."""
    yield runs_of(rng, "one run", 1, 0.95)
    yield runs_of(rng, "no run", 0, 0.95)


def runs_of(rng: np.random.Generator, name: str, runs: int, confidence: float) -> Case:
    """Accuracies of so many runs, around a mean that is drawn."""
    middle = rng.uniform(0.6, 0.95)
    scores = rng.normal(middle, 0.012, runs).round(4)
    # Runs that are all the same have an interval of no length, which SciPy calls "not a number".
    while runs > 1 and np.ptp(scores) == 0:
        scores = rng.normal(middle, 0.012, runs).round(4)
    return Case(name, scores=scores, confidence=confidence)


def interval_of(
    scores: np.ndarray, confidence: float, *, ddof: int = 1, quantile: float | None = None
) -> np.ndarray:
    """Mean and both ends of Student's t-interval, (3,).

    Args:
        scores: (n,), n of at least 2.
        confidence: 0..1.
        ddof: of the standard deviation.
        quantile: standard errors to either side of the mean; Student's when None.
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
    students = float(stats.t.ppf((1 + confidence) / 2, len(scores) - 1))
    deviation = np.std(scores, ddof=1)
    right = interval_of(scores, confidence)
    mean, low, high = right
    expect.close(
        got,
        right,
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
                mean + students * deviation * np.array([0, -1, 1])
            ),
            "Yours is one standard error to either side": partial(
                interval_of, scores, confidence, quantile=1.0
            ),
            f"Yours leaves all of the rest on one side: of {1 - confidence:.0%}, half lies on each": partial(
                interval_of, scores, confidence, quantile=float(stats.t.ppf(confidence, len(scores) - 1))
            ),
            "Yours divides by n; the mean of n runs varies less by the square root of n": partial(
                interval_of, scores, confidence, quantile=students / np.sqrt(len(scores))
            ),
            "Yours divides by the square root of n - 1; n - 1 belongs into the standard deviation alone": partial(
                interval_of, scores, confidence, quantile=students * np.sqrt(len(scores) / (len(scores) - 1))
            ),
            "Yours takes the variance; the standard deviation is its root": partial(
                interval_of, scores, confidence, quantile=students * deviation
            ),
            "Yours returns how far it goes to either side; return where it ends": np.array(
                [mean, mean - low, mean - low]
            ),
            "Yours is in per cent": 100 * right,
            "Yours always takes 4 degrees of freedom; n runs have n - 1": partial(
                interval_of, scores, confidence, quantile=float(stats.t.ppf((1 + confidence) / 2, 4))
            ),
            "Yours is always a 95 % interval": partial(interval_of, scores, 0.95),
            "Yours goes 1.96 standard errors to either side; Student's t depends on runs and confidence": partial(
                interval_of, scores, confidence, quantile=1.96
            ),
            "Yours takes n degrees of freedom; n runs have n - 1": partial(
                interval_of,
                scores,
                confidence,
                quantile=float(stats.t.ppf((1 + confidence) / 2, len(scores))),
            ),
            "Yours is in another order; first comes the mean, then the lower and the upper end": np.array(
                [low, mean, high]
            ),
            "Yours is in another order; the lower end comes before the upper one": np.array(
                [mean, high, low]
            ),
            "Yours cuts the ends off at 0 and 1": np.clip(right, 0, 1),
        },
    )


@seed_interval.part("95 %", points=2, kinds=("runs",))
def gives_the_interval(answer: Answer, case: Case) -> None:
    """Mean, low and high."""
    _insist_on_interval(answer, case)


@seed_interval.part("any confidence", points=1, kinds=("confidence",))
def knows_other_confidences(answer: Answer, case: Case) -> None:
    """90 and 99 %."""
    _insist_on_interval(answer, case)


@seed_interval.part("fewer than two runs", points=1, kinds=("too few",))
def refuses_fewer_than_two(answer: Answer, case: Case) -> None:
    """ValueError."""
    expect.raises(
        answer,
        ValueError,
        case.scores,
        case.confidence,
        because="one run says nothing about how runs differ"
        if len(case.scores)
        else "without runs there is nothing to say",
    )
