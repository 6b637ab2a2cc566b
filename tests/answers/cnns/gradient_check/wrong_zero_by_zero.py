# outcome: failed
# message: 0 divided by 0 is not a number
# parts: 2 of 3
import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    numerical = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        numerical[index] = (loss(up) - loss(down)) / (2 * h)
    analytical = gradient(x)
    error = np.linalg.norm(analytical - numerical) / (np.linalg.norm(analytical) + np.linalg.norm(numerical))
    return error <= 1e-7
