# outcome: failed
# message: Append i = 1 and reshape
# parts: 0 of 3
import numpy as np


def rectify_page(corners, targets):
    rows, right = [], []
    for (x, y), (u, v) in zip(np.array(corners, float), np.array(targets, float)):
        rows += [[x, y, 1, 0, 0, 0, -x * u, -y * u], [0, 0, 0, x, y, 1, -x * v, -y * v]]
        right += [u, v]
    return np.linalg.solve(rows, right)
