import numpy as np
from scipy import stats


def seed_interval(scores, confidence):
    scores = np.asarray(scores)
    if scores.size < 2:
        raise ValueError("one run has no spread")
    mean = scores.mean()
    low, high = stats.t.interval(confidence, scores.size - 1, loc=mean, scale=stats.sem(scores))
    return [mean, low, high]
