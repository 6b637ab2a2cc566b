import numpy as np


def gradient_check(loss, gradient, x):
    h, flat = 1e-5, x.ravel()
    units = h * np.eye(flat.size)
    n = np.array([(loss((flat + e).reshape(x.shape)) - loss((flat - e).reshape(x.shape))) / (2 * h) for e in units])
    a = np.asarray(gradient(x)).ravel()
    length = np.sqrt(np.sum(a**2)) + np.sqrt(np.sum(n**2))
    if length == 0:
        return True
    return bool(np.sqrt(np.sum((a - n) ** 2)) / length < 1e-7)
