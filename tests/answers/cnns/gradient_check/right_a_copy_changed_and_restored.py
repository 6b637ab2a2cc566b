import numpy as np


def gradient_check(loss, gradient, x):
    x = x.copy()
    a = gradient(x)
    n = np.empty_like(x)
    iterator = np.nditer(x, flags=["multi_index"])
    for _ in iterator:
        i = iterator.multi_index
        old = x[i]
        x[i] = old + 1e-5
        up = loss(x)
        x[i] = old - 1e-5
        down = loss(x)
        x[i] = old
        n[i] = (up - down) / 2e-5
    return np.linalg.norm(a - n) <= 1e-7 * (np.linalg.norm(a) + np.linalg.norm(n))
