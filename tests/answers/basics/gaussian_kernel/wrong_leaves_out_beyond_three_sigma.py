# outcome: failed
# message: differs from what is expected
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("an odd size and a positive sigma are needed")
    offsets = np.arange(size) - size // 2
    squared = offsets[:, None] ** 2 + offsets**2
    bell = np.where(squared <= (3 * sigma) ** 2, np.exp(-squared / (2 * sigma**2)), 0)
    return bell / bell.sum()
