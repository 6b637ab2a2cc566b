# outcome: failed
# message: fall from the centre to both sides
# parts: 1 of 3
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("odd size and positive sigma, please")
    offsets = np.arange(size) - size // 2
    x, y = np.meshgrid(offsets, offsets)
    kernel = np.ones((size, size))
    return kernel / kernel.sum()
