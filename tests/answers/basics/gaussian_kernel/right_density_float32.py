import numpy as np
from scipy.stats import norm


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("odd size and positive sigma, please")
    half = size // 2
    y, x = np.mgrid[-half : half + 1, -half : half + 1]
    kernel = norm.pdf(x, scale=sigma) * norm.pdf(y, scale=sigma)
    return (kernel / kernel.sum()).astype(np.float32)
