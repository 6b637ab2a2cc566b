# outcome: failed
# message: rows and columns are swapped
# parts: 0 of 2
import numpy as np


def resize_mask(mask, shape):
    width, height = shape
    rows = np.arange(height) * mask.shape[0] // height
    columns = np.arange(width) * mask.shape[1] // width
    return mask[np.ix_(rows, columns)]
