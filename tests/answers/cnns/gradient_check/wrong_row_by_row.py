# outcome: failed
# message: Your test blamed a right gradient (one row of it is nearly 0)
# parts: 2 of 3
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
    error = np.linalg.norm(a - n, axis=-1)
    return bool(np.all(error <= 1e-7 * (np.linalg.norm(a, axis=-1) + np.linalg.norm(n, axis=-1))))
