# outcome: failed
# message: such a matrix keeps parallel lines parallel
# parts: 1 of 3
import numpy as np


def rectify_page(corners, targets):
    table = np.column_stack([corners, np.ones(4)])
    solved = np.linalg.lstsq(table, targets, rcond=None)[0]
    return np.vstack([solved.T, [0, 0, 1]])
