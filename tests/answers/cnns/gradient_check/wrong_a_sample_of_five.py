# outcome: failed
# message: This got through your test: a wrong gradient (the first number
# parts: 2 of 3
import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    analytical = gradient(x)
    numerical = analytical.copy()
    for number in np.random.default_rng(0).permutation(x.size)[:5]:
        up, down = x.copy(), x.copy()
        up.flat[number] += h
        down.flat[number] -= h
        numerical.flat[number] = (loss(up) - loss(down)) / (2 * h)
    limit = 1e-7 * (np.linalg.norm(analytical) + np.linalg.norm(numerical))
    return bool(np.linalg.norm(analytical - numerical) <= limit)
