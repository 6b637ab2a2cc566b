# outcome: failed
# message: one third was written as 0.333333
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
    difference = np.linalg.norm(analytical - numerical)
    return difference <= 1e-6 * (np.linalg.norm(analytical) + np.linalg.norm(numerical))
