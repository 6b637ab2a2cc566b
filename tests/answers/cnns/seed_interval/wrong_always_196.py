# outcome: failed
# message: Yours goes 1.96 standard errors
# parts: 1 of 3
from scipy import stats
import numpy as np


def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2:
        raise ValueError("at least two runs")
    mean = np.mean(scores)
    half = 1.96 * np.std(scores, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half
