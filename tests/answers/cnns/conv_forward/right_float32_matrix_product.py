import numpy as np


def conv_forward(images, kernels, bias, stride, padding):
    """Shifted and strided copies of the picture, one for each weight position, times a small matrix."""
    x = images.astype(np.float32)
    kh, kw = kernels.shape[:2]

    def zeros(length, size):
        if padding == "valid":
            return 0, 0
        windows = (length + stride - 1) // stride
        total = max((windows - 1) * stride + size - length, 0)
        return total // 2, total - total // 2

    x = np.pad(x, [(0, 0), zeros(x.shape[1], kh), zeros(x.shape[2], kw), (0, 0)])
    rows = (x.shape[1] - kh) // stride + 1
    columns = (x.shape[2] - kw) // stride + 1
    result = bias.astype(np.float32)
    for i in range(kh):
        for j in range(kw):
            part = x[:, i : i + (rows - 1) * stride + 1 : stride, j : j + (columns - 1) * stride + 1 : stride]
            result = result + part @ kernels[i, j].astype(np.float32)
    return result
