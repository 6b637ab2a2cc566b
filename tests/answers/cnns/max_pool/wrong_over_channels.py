# outcome: failed
# message: every channel is pooled by itself
import numpy as np


def max_pool(images, size, stride):
    n, height, width, channels = images.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    out = np.zeros((n, rows, columns, channels))
    for i in range(rows):
        for j in range(columns):
            window = images[:, i * stride : i * stride + size, j * stride : j * stride + size, :]
            out[:, i, j, :] = window.max(axis=(1, 2, 3))[:, None]
    return out
