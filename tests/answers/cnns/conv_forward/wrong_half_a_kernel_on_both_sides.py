# outcome: failed
# message: begin a pixel further up or to the left
# parts: 2 of 3
# As PyTorch's padding=1 does: right for stride 1, a pixel off for stride 2.
import numpy as np


def conv_forward(images, kernels, bias, stride, padding):
    images = np.asarray(images, dtype=float)
    n, height, width, channels = images.shape
    kh, kw, _, filters = kernels.shape
    top = bottom = left = right = 0
    if padding == "same":
        top = bottom = kh // 2
        left = right = kw // 2
    padded = np.pad(images, ((0, 0), (top, bottom), (left, right), (0, 0)))
    rows = (padded.shape[1] - kh) // stride + 1
    columns = (padded.shape[2] - kw) // stride + 1
    out = np.zeros((n, rows, columns, filters))
    for i in range(rows):
        for j in range(columns):
            window = padded[:, i * stride : i * stride + kh, j * stride : j * stride + kw, :]
            for f in range(filters):
                out[:, i, j, f] = np.sum(window * kernels[..., f], axis=(1, 2, 3)) + bias[f]
    return out
