# outcome: failed
# message: divides by n in the standard deviation
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = scores.mean()
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * scores.std(ddof=0) / np.sqrt(n)
    return mean, mean - half, mean + half
