# outcome: failed
# message: Yours is the precision
import numpy as np


def recall_per_class(matrix):
    return np.diag(matrix) / matrix.sum(axis=0)
