import numpy as np


def resize_mask(mask, shape):
    rows = np.rint(np.linspace(0, mask.shape[0] - 1, shape[0])).astype(int)
    columns = np.rint(np.linspace(0, mask.shape[1] - 1, shape[1])).astype(int)
    return mask[np.ix_(rows, columns)].astype(np.int64)
