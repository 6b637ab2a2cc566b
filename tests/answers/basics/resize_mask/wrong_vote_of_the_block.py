# outcome: failed
# message: they should all come from one, the row under their centres
# parts: 1 of 2
import numpy as np


def resize_mask(mask, shape):
    # A majority vote among the pixels an output pixel covers; np.unique breaks ties by the smaller label.
    edges = [np.linspace(0, old, new + 1) for old, new in zip(mask.shape, shape)]
    result = np.empty(shape, mask.dtype)
    for row in range(shape[0]):
        for column in range(shape[1]):
            top, left = int(edges[0][row]), int(edges[1][column])
            bottom, right = int(np.ceil(edges[0][row + 1])), int(np.ceil(edges[1][column + 1]))
            labels, votes = np.unique(mask[top:bottom, left:right], return_counts=True)
            result[row, column] = labels[np.argmax(votes)]
    return result
