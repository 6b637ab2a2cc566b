# outcome: failed
# message: Your matrix is right for corners sorted by where they lie
# parts: 1 of 3
import numpy as np


def clockwise(points):
    """The usual recipe: smallest sum first, then smallest difference, largest sum, largest difference."""
    points = np.array(points, dtype=float)
    sums, differences = points.sum(axis=1), np.diff(points, axis=1)[:, 0]
    return points[[sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax()]]


def rectify_page(corners, targets):
    rows, right = [], []
    for (x, y), (u, v) in zip(clockwise(corners), clockwise(targets)):
        rows += [[x, y, 1, 0, 0, 0, -x * u, -y * u], [0, 0, 0, x, y, 1, -x * v, -y * v]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(right)), 1).reshape(3, 3)
