"""Notebook 5, Two networks: how far the mean of a few runs can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

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
