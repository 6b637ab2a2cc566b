# outcome: error
# message: at least three runs
# parts: 2 of 3
import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    if len(scores) < 3:
        raise ValueError("at least three runs")
    mean = np.mean(scores)
    half = stats.t.ppf((1 + confidence) / 2, len(scores) - 1) * stats.sem(scores)
    return mean, mean - half, mean + half
