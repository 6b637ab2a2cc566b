# outcome: failed
# message: should have dtype a whole-number type
# parts: 0 of 2
import numpy as np


def resize_mask(mask, shape):
    result = np.zeros(shape)
    for row in range(shape[0]):
        for column in range(shape[1]):
            result[row, column] = mask[row * mask.shape[0] // shape[0], column * mask.shape[1] // shape[1]]
    return result
