import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    numerical = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        numerical[index] = (loss(up) - loss(down)) / (2 * h)
    a, n = gradient(x), numerical
    return bool(np.abs(a - n).max() <= 1e-7 * (np.abs(a).max() + np.abs(n).max()))
