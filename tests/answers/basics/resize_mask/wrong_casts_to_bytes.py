# outcome: failed
# message: holds labels that the mask does not have
# parts: 0 of 2
import numpy as np


def resize_mask(mask, shape):
    rows = np.arange(shape[0]) * mask.shape[0] // shape[0]
    columns = np.arange(shape[1]) * mask.shape[1] // shape[1]
    return mask[np.ix_(rows, columns)].astype(np.uint8)
