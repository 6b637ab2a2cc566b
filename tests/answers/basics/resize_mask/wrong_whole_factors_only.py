# outcome: failed
# message: should be 30 x 40; yours is 45 x 60
# parts: 0 of 2
import numpy as np


def resize_mask(mask, shape):
    down, up = max(1, mask.shape[0] // shape[0]), max(1, shape[0] // mask.shape[0])
    return np.kron(mask[::down, ::down], np.ones((up, up), mask.dtype))
