# outcome: failed
# message: pixels; a millionth is allowed
import numpy as np


def rectify_page(corners, targets):
    rows = []
    for (x, y), (u, v) in zip(corners, targets):
        rows.append([x, y, 1, 0, 0, 0, -x * u, -y * u, -u])
        rows.append([0, 0, 0, x, y, 1, -x * v, -y * v, -v])
    return np.linalg.svd(np.array(rows, dtype=float))[2][-1].reshape(3, 3).astype(np.float32)
