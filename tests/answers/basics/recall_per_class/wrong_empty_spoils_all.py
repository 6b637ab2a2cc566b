# outcome: failed
# message: yours is nan
# parts: 1 of 2
import numpy as np


def recall_per_class(matrix):
    present = matrix.sum(axis=1)
    if (present == 0).any():
        return np.full(len(matrix), np.nan)
    return np.diag(matrix) / present
