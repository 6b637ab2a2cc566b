# outcome: failed
# message: should raise ValueError because one run
# parts: 2 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    mean = scores.mean()
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * scores.std(ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
