# outcome: failed
# message: `conv2d(image, kernel_3x5, "replicate")` differs
# parts: 3 of 4
import numpy as np


def conv2d(image, kernel, mode):
    names = {"zero": "constant", "reflect": "symmetric", "replicate": "edge"}
    k = kernel.shape[0]
    padded = np.pad(image.astype(float), k // 2, mode=names[mode])
    result = np.zeros(image.shape)
    for i in range(k):
        for j in range(k):
            result += kernel[k - 1 - i, k - 1 - j] * padded[i : i + image.shape[0], j : j + image.shape[1]]
    return result
