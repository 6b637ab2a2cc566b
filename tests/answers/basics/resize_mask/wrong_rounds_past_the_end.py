# outcome: error
# message: IndexError
# parts: 0 of 2
import numpy as np


def resize_mask(mask, shape):
    rows = np.round(np.arange(shape[0]) * mask.shape[0] / shape[0]).astype(int)
    columns = np.round(np.arange(shape[1]) * mask.shape[1] / shape[1]).astype(int)
    return mask[np.ix_(rows, columns)]
