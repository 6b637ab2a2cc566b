# outcome: failed
# message: This got through your test: a wrong gradient (one number
# parts: 0 of 3
import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    numerical = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        moved = x.copy()
        moved[index] = x[index] + h
        above = loss(moved)
        moved[index] = x[index] - h
        below = loss(moved)
        numerical[index] = (above - below) / (2 * h)
    analytical = gradient(x)
    error = np.linalg.norm(analytical - numerical) / (np.linalg.norm(analytical) + np.linalg.norm(numerical))
    return error <= 1e-2
