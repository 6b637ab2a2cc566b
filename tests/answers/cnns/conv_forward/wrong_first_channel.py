# outcome: failed
# message: the first channel alone
# parts: 1 of 3
import numpy as np


def conv_forward(images, kernels, bias, stride, padding):
    images = np.asarray(images, dtype=float)
    n, height, width, channels = images.shape
    kh, kw, _, filters = kernels.shape
    top = bottom = left = right = 0
    if padding == "same":
        rows, columns = -(-height // stride), -(-width // stride)
        down = max((rows - 1) * stride + kh - height, 0)
        across = max((columns - 1) * stride + kw - width, 0)
        top, left = down // 2, across // 2
        bottom, right = down - top, across - left
    padded = np.pad(images, ((0, 0), (top, bottom), (left, right), (0, 0)))
    rows = (padded.shape[1] - kh) // stride + 1
    columns = (padded.shape[2] - kw) // stride + 1
    out = np.zeros((n, rows, columns, filters))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
            for f in range(filters):
                out[:, i, j, f] = np.sum(window[..., 0] * kernels[:, :, 0, f], axis=(1, 2)) + bias[f]
    return out
