# outcome: failed
# message: have a label from elsewhere
import numpy as np


def resize_mask(mask, shape):
    # np.resize repeats and cuts the values; it does not resample.
    return np.resize(mask, shape)
