# outcome: failed
# message: should not be rounded; your weights end after 4 digits
# parts: 1 of 3
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("size must be odd and sigma positive")
    y, x = np.mgrid[:size, :size] - size // 2
    kernel = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    return np.round(kernel / kernel.sum(), 4)
