# outcome: failed
# message: a wrong gradient (one number is not a number (NaN))
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
    difference = np.linalg.norm(analytical - numerical)
    return not difference > 1e-7 * (np.linalg.norm(analytical) + np.linalg.norm(numerical))
