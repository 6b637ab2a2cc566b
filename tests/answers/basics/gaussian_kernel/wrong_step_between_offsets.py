# outcome: error
# message: ZeroDivisionError
# held out: yes
import numpy as np


def gaussian_kernel(size, sigma):
    if size % 2 == 0 or sigma <= 0:
        raise ValueError("odd size and positive sigma, please")
    # A kernel of one value has no step between its offsets; only grading tries it.
    half = size // 2
    step = 2 * half / (size - 1)
    line = np.array([np.exp(-((-half + i * step) ** 2) / (2 * sigma**2)) for i in range(size)])
    return np.outer(line, line) / line.sum() ** 2
