import numpy as np



def recall_per_class(matrix):
    # 0 / 0 is NaN in numpy; the warning costs nothing.
    return np.diag(matrix) / matrix.sum(axis=1)
