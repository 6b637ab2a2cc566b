import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0:
        raise ValueError("size must be odd")
    if sigma <= 0:
        raise ValueError("sigma must be positive")
    offsets = np.arange(size) - size // 2
    line = np.exp(-(offsets**2) / (2 * sigma**2))
    kernel = np.outer(line, line)
    return kernel / kernel.sum()
