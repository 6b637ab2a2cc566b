# outcome: failed
# message: should be 3 x 3
# parts: 1 of 3
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("odd size and positive sigma, please")
    line = np.exp(-((np.arange(size) - size // 2) ** 2) / (2 * sigma**2))
    return line / line.sum()
