# outcome: failed
# message: zero everywhere
# parts: 0 of 3
import numpy as np


def rectify_page(corners, targets):
    # Least squares of A h = 0 without fixing the scale.
    rows = []
    for (x, y), (u, v) in zip(corners, targets):
        rows.append([x, y, 1, 0, 0, 0, -x * u, -y * u, -u])
        rows.append([0, 0, 0, x, y, 1, -x * v, -y * v, -v])
    return np.linalg.lstsq(np.array(rows, float), np.zeros(8), rcond=None)[0].reshape(3, 3)
