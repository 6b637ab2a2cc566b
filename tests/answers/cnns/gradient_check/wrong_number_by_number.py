# outcome: failed
# message: one by one
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
    error = np.abs(analytical - numerical) / (np.abs(analytical) + np.abs(numerical))
    return bool((error <= 1e-7).all())
