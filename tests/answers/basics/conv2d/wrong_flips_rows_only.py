# outcome: failed
# message: as if only the rows had been reversed
# parts: 3 of 4
import numpy as np


def conv2d(image, kernel, mode):
    image, kernel = np.asarray(image, float), np.asarray(kernel, float)
    names = {"zero": "constant", "reflect": "symmetric", "replicate": "edge"}
    turned = kernel[::-1]
    rows, columns = turned.shape
    padded = np.pad(image, ((rows // 2,) * 2, (columns // 2,) * 2), mode=names[mode])
    windows = np.lib.stride_tricks.sliding_window_view(padded, turned.shape)
    return np.einsum("ijkl,kl->ij", windows, turned)
