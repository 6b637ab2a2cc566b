# outcome: failed
# message: should raise ValueError because a kernel of even size
# parts: 2 of 3
import numpy as np


def gaussian_kernel(size, sigma):
    offsets = np.arange(size) - (size - 1) / 2
    line = np.exp(-(offsets**2) / (2 * sigma**2))
    return np.outer(line, line) / line.sum() ** 2
