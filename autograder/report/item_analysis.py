"""Classical item analysis: how hard an exercise is, and whether it tells strong from weak.

Formulas: Crocker and Algina, "Introduction to Classical and Modern Test Theory" (1986), chapters 7 and 14;
the interval of alpha: Feldt, "The approximate sampling distribution of Kuder-Richardson reliability
coefficient twenty" (Psychometrika 30, 1965).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

SMALLEST_FOR_CORRELATION = 20
"""Students needed for a correlation or alpha; even then the 95 % interval of r = 0.3 is -0.16 to 0.66."""

SMALLEST_FOR_GROUPS = 40
"""Students needed for the upper and lower 27 %: at least 11 in each group."""

GROUP_SHARE = 0.27
"""Size of each group that best balances "extreme" against "many" (Kelley, 1939)."""


@dataclass(frozen=True)
class Reliability:
    """Cronbach's alpha with its 95 % confidence interval."""

    alpha: float
    low: float
    high: float


def item_rest_correlation(scores: np.ndarray) -> np.ndarray:
    """Correlation of each exercise with the sum of the others (corrected item-total correlation).

    Args:
        scores: points, float (N students, K exercises).

    Returns:
        float (K,), -1 to 1. NaN for all when the class is too small; NaN for an exercise
        that everybody did equally well, and when the rest has no spread.
    """
    students, exercises = scores.shape
    result = np.full(exercises, np.nan)
    if students < SMALLEST_FOR_CORRELATION or exercises < 2:
        return result
    rest = scores.sum(axis=1, keepdims=True) - scores
    item = scores - scores.mean(axis=0)
    rest = rest - rest.mean(axis=0)
    spread = np.sqrt((item**2).sum(axis=0) * (rest**2).sum(axis=0))
    # Far below the smallest step of a score: what is left there is rounding.
    varies = (np.ptp(scores, axis=0) > 1e-9) & (np.ptp(rest, axis=0) > 1e-9)
    result[varies] = (item * rest).sum(axis=0)[varies] / spread[varies]
    return result


def upper_lower_index(scores: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Share of points in the best 27 % of the class minus that in the weakest 27 %.

    The groups are formed by the total score. Students who are tied at the edge of a group share its last
    places, so that the order of the class list has no say.

    Args:
        scores: points earned, float (N, K).
        points: points to be had, float (K,).

    Returns:
        float (K,), -1 to 1; NaN for all when the class is too small or everybody has the same total.
    """
    students, exercises = scores.shape
    totals = scores.sum(axis=1)
    if students < SMALLEST_FOR_GROUPS or np.ptp(totals) < 1e-9:
        return np.full(exercises, np.nan)
    shares = scores / np.where(points > 0, points, 1)
    upper, lower = _group_weights(totals), _group_weights(-totals)
    return upper @ shares - lower @ shares


def cronbach_alpha(scores: np.ndarray) -> Reliability | None:
    """How far the exercises agree with each other.

    Args:
        scores: points, float (N, K).

    Returns:
        None when the class is too small, there are fewer than three exercises, or nothing varies.
    """
    students, exercises = scores.shape
    total_variance = scores.sum(axis=1).var(ddof=1) if students > 1 else 0.0
    if students < SMALLEST_FOR_CORRELATION or exercises < 3 or total_variance < 1e-12:
        return None
    alpha = exercises / (exercises - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total_variance)
    low, high = stats.f.ppf([0.975, 0.025], students - 1, (students - 1) * (exercises - 1))
    return Reliability(float(alpha), float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high))


def _group_weights(totals: np.ndarray) -> np.ndarray:
    """Weights (N,) that sum to 1 over the 27 % with the highest totals; ties at the edge share what is left."""
    size = max(round(GROUP_SHARE * len(totals)), 1)
    edge = np.sort(totals)[-size]
    above, at = totals > edge + 1e-9, np.abs(totals - edge) <= 1e-9
    return (above + at * ((size - above.sum()) / at.sum())) / size
