import numpy as np


def resize_mask(mask, shape):
    height, width = mask.shape
    rows = ((np.arange(shape[0]) + 0.5) * height / shape[0]).astype(int)
    columns = ((np.arange(shape[1]) + 0.5) * width / shape[1]).astype(int)
    return mask[rows][:, columns]
