# outcome: failed
# message: Yours never goes below 0
# parts: 2 of 3

import numpy as np


def max_pool(images, size, stride):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    best = np.zeros((len(images), rows, columns, images.shape[3]))
    for i in range(size):
        for j in range(size):
            best = np.maximum(best, images[:, i::stride, j::stride][:, :rows, :columns])
    return best
