# outcome: failed
# message: Yours is the value that lies farthest from 0
# parts: 2 of 3
import numpy as np


def max_pool(images, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride].reshape(
        images.shape[0], (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1, images.shape[3], -1
    )
    where = np.abs(windows).argmax(axis=-1)
    return np.take_along_axis(windows, where[..., None], axis=-1)[..., 0]
