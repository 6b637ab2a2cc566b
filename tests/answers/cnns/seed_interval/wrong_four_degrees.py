# outcome: failed
# message: takes 4 degrees of freedom
# parts: 1 of 3
import numpy as np
from scipy import stats
def seed_interval(scores, confidence):
    n = len(scores)
    if n < 2: raise ValueError("at least two runs are needed")
    m = np.mean(scores); s = np.std(scores, ddof=1)
    t = stats.t.ppf((1 + confidence) / 2, n - 1)
    h = t * s / np.sqrt(n)
    h = stats.t.ppf((1 + confidence) / 2, 4) * s / np.sqrt(n)
    return m, m - h, m + h
