# outcome: failed
# message: Your test blamed a right gradient (of a loss of several hundred). Yours moves a number of x by 1e-08
# parts: 2 of 3
import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-8
    numerical = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[index] += h
        down[index] -= h
        numerical[index] = (loss(up) - loss(down)) / (2 * h)
    a, n = gradient(x), numerical
    return bool(np.linalg.norm(a - n) <= 1e-7 * (np.linalg.norm(a) + np.linalg.norm(n)))
