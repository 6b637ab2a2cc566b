# outcome: failed
# message: yours returned a number
# parts: 0 of 2
import numpy as np


def recall_per_class(matrix):
    return np.trace(matrix) / matrix.sum()
