# outcome: failed
# message: This got through your test
# parts: 1 of 3

import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    first = (0,) * x.ndim
    up, down = x.copy(), x.copy()
    up[first] += h
    down[first] -= h
    n = (loss(up) - loss(down)) / (2 * h)
    a = gradient(x)[first]
    return bool(abs(a - n) <= 1e-7 * (abs(a) + abs(n)))
