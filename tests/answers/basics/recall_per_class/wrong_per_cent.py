# outcome: failed
# message: Yours are per cent
# parts: 0 of 2
import numpy as np


def recall_per_class(matrix):
    return 100 * np.diag(matrix) / matrix.sum(axis=1)
