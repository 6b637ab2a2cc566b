# outcome: failed
# message: should be
# parts: 2 of 3
import numpy as np


def max_pool(images, size, stride):
    n, height, width, channels = images.shape
    rows = (height - size) // size + 1
    columns = (width - size) // size + 1
    out = np.zeros((n, rows, columns, channels))
    for i in range(rows):
        for j in range(columns):
            window = images[:, i * size : i * size + size, j * size : j * size + size, :]
            out[:, i, j, :] = window.max(axis=(1, 2))
    return out
