# outcome: failed
# message: This got through your test: a wrong gradient (
# parts: 1 of 3
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
    return np.allclose(analytical, numerical)
