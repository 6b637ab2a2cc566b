# outcome: failed
# message: which reads as “all were missed”
# parts: 1 of 2
import numpy as np


def recall_per_class(matrix):
    return np.diag(matrix) / np.maximum(matrix.sum(axis=1), 1)
