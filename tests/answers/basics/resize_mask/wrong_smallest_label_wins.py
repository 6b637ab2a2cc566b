# outcome: failed
# message: have a label from elsewhere
# parts: 1 of 2
import numpy as np


def resize_mask(mask, shape):
    rows, columns = (
        np.minimum((np.arange(new) + 0.5) * old / new, old - 1).astype(int) for old, new in zip(mask.shape, shape)
    )
    above, left = np.maximum(rows - 1, 0), np.maximum(columns - 1, 0)
    # The background has the smallest number, so the smallest "cannot do harm".
    return np.minimum(mask[np.ix_(rows, columns)], mask[np.ix_(above, left)])
