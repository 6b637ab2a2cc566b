# outcome: failed
# message: one standard error to either side
# parts: 1 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = scores.mean()
    half = 1.0 * scores.std(ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
