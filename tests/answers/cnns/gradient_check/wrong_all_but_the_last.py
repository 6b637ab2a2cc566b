# outcome: failed
# message: This got through your test: a wrong gradient (the last number
# parts: 2 of 3
import numpy as np


def gradient_check(loss, gradient, x):
    h = 1e-5
    numerical = np.array(gradient(x))
    for number in range(x.size - 1):
        up, down = x.copy(), x.copy()
        up.flat[number] += h
        down.flat[number] -= h
        numerical.flat[number] = (loss(up) - loss(down)) / (2 * h)
    analytical = gradient(x)
    limit = 1e-7 * (np.linalg.norm(analytical) + np.linalg.norm(numerical))
    return bool(np.linalg.norm(analytical - numerical) <= limit)
