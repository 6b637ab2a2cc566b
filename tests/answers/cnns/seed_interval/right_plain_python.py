from math import sqrt
from statistics import mean, stdev

from scipy.stats import t


def seed_interval(scores, confidence):
    runs = [float(score) for score in scores]
    if len(runs) < 2:
        raise ValueError(f"{len(runs)} run")
    middle = mean(runs)
    off = t.isf((1 - confidence) / 2, len(runs) - 1) * stdev(runs) / sqrt(len(runs))
    return middle, middle - off, middle + off
