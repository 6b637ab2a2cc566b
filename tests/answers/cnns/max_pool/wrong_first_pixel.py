# outcome: failed
# message: Yours is the first pixel of each window
import numpy as np


def max_pool(images, size, stride):
    n, height, width, channels = images.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((n, rows, columns, channels))
    for i in range(rows):
        for j in range(columns):
            window = images[:, i * stride : i * stride + size, j * stride : j * stride + size, :]
            out[:, i, j, :] = window[:, 0, 0]
    return out
