# outcome: failed
# message: Yours cuts the ends off at 0 and 1
# parts: 2 of 3
from scipy import stats
import numpy as np


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = np.mean(scores)
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return mean, max(0, mean - half), min(1, mean + half)
