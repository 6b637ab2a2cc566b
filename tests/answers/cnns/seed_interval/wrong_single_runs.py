# outcome: failed
# message: says where single runs lie
# parts: 1 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = scores.mean()
    half = stats.t.ppf((1 + confidence) / 2, n - 1) * scores.std(ddof=1)
    return mean, mean - half, mean + half
