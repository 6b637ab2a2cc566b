# outcome: failed
# message: should raise ValueError because without runs there is nothing to say
# parts: 2 of 3
from scipy import stats
import numpy as np


def seed_interval(scores, confidence):
    n = len(scores)
    if n == 1:
        raise ValueError("at least two runs")
    mean = np.mean(scores)
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * np.std(scores, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
