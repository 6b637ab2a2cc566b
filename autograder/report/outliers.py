"""Students whose results are unusual: a reason to look, never a proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.report.tally import ModuleTally

SMALLEST_CLASS = 12
"""Below this a class has no "usual" to differ from."""

FEWEST_EXERCISES = 8
"""Below this a pattern of right and wrong is chance."""

CAUTION = 0.3
"""Harnisch and Linn (1981) call a pattern unusual above this value of the modified caution index."""

ROBUST_DEVIATIONS = 3.5
"""Iglewicz and Hoaglin (1993): further than this from the median, in robust standard deviations, is far off."""

LOW_GAP = 0.25
"""A low score must also lie this far below the median: 95% is no news where the others have 100%."""

FACTOR = 2.0
"""A run time must also differ from the median by this factor: a busy machine is no news."""

_NAMED_GAP = 0.25
"""An exercise is named as easy when the class earns this much more there than with a hard one that was solved."""


@dataclass(frozen=True)
class Outlier:
    """One student and one sentence that says what is unusual."""

    student: str
    sentence: str


def find_outliers(module: ModuleTally) -> list[Outlier]:
    """Everything unusual in a module: pattern, score, run time. Empty for a small class."""
    if len(module.counted) < SMALLEST_CLASS:
        return []
    return [*_patterns(module), *_low_scores(module), *_run_times(module)]


def caution_index(shares: np.ndarray, difficulty: np.ndarray) -> np.ndarray:
    """How much a student's pattern runs against the class: easy ones wrong, hard ones right.

    The modified caution index of Harnisch and Linn (Journal of Educational Measurement 18, 1981), which
    compares the covariance with the difficulty to the largest and the smallest one that the same
    shares could have. Here the shares may lie between 0 and 1, too.

    Args:
        shares: points earned as a share, float (N, K).
        difficulty: mean share of the class, float (K,), larger is easier.

    Returns:
        float (N,): 0 is the most usual order, 1 the reverse; NaN where all shares are equal.
    """
    centred = difficulty - difficulty.mean()
    ascending = np.sort(shares, axis=1)
    easiest_last = np.sort(centred)
    most, least, own = ascending @ easiest_last, ascending @ easiest_last[::-1], shares @ centred
    span = most - least
    return np.divide(most - own, span, out=np.full(len(shares), np.nan), where=span > 1e-9)


def robust_deviations(values: np.ndarray) -> np.ndarray:
    """Distance from the median in robust standard deviations, float (N,); zeros when all are equal.

    The scale is the median absolute deviation. Where half the class is equal that is 0, and the mean absolute
    deviation takes its place, as Iglewicz and Hoaglin advise.
    """
    distance = values - np.median(values)
    scale = 1.4826 * np.median(np.abs(distance))
    if scale < 1e-9:
        scale = 1.2533 * np.mean(np.abs(distance))
    return distance / scale if scale > 1e-9 else np.zeros_like(distance)


def _patterns(module: ModuleTally) -> list[Outlier]:
    points = module.points
    shares = module.scores() / np.where(points > 0, points, 1)
    if shares.shape[1] < FEWEST_EXERCISES:
        return []
    easy = shares.mean(axis=0)
    index = caution_index(shares, easy)
    unusual = (index > CAUTION) & (robust_deviations(np.nan_to_num(index)) > ROBUST_DEVIATIONS)
    names = np.array(list(module.exercises), dtype=object)
    found = []
    for row in np.flatnonzero(unusual):
        solved, nothing = shares[row] >= 1, shares[row] <= 0
        hard = [k for k in np.argsort(easy) if solved[k]][:2]
        missed = [
            k for k in np.argsort(-easy) if nothing[k] and hard and easy[k] > easy[hard[0]] + _NAMED_GAP
        ][:2]
        if not missed:
            continue
        sentence = (
            f"Solved {_with_share(names[hard], easy[hard])}, but got nothing for "
            f"{_with_share(names[missed], easy[missed])}. Most who solve the hard ones solve the easy ones."
        )
        found.append(Outlier(module.counted[row].student, sentence))
    return found


def _with_share(names: np.ndarray, easy: np.ndarray) -> str:
    return " and ".join(
        f"{name} (the class earns {share:.0%})" for name, share in zip(names, easy, strict=True)
    )


def _low_scores(module: ModuleTally) -> list[Outlier]:
    shares = np.array([row.share for row in module.counted])
    deviations, median = robust_deviations(shares), np.median(shares)
    return [
        Outlier(row.student, f"Scored {row.share:.0%}, far below the others (median {median:.0%}).")
        for row, deviation in zip(module.counted, deviations, strict=True)
        if deviation < -ROBUST_DEVIATIONS and row.share < median - LOW_GAP
    ]


def _run_times(module: ModuleTally) -> list[Outlier]:
    timed = [row for row in module.counted if row.seconds > 0]
    if len(timed) < SMALLEST_CLASS:
        return []
    seconds = np.array([row.seconds for row in timed])
    deviations, median = robust_deviations(np.log(seconds)), np.median(seconds)
    found = []
    for row, deviation in zip(timed, deviations, strict=True):
        factor = row.seconds / median
        if abs(deviation) > ROBUST_DEVIATIONS and not 1 / FACTOR < factor < FACTOR:
            how = f"{factor:.1f} times as long as" if factor > 1 else f"only {factor:.0%} as long as"
            found.append(
                Outlier(
                    row.student,
                    f"The notebooks ran {row.seconds:.0f} s, {how} the median ({median:.0f} s).",
                )
            )
    return found
