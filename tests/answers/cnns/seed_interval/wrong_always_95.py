# outcome: failed
# message: Yours is always a 95 % interval
# parts: 2 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = scores.mean()
    half = stats.t.ppf(0.975, n - 1) * scores.std(ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
