# outcome: failed
# message: half lies on each
# parts: 1 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = scores.mean()
    half = stats.t.ppf(confidence, n - 1) * scores.std(ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
