# outcome: failed
# message: Yours is the result of the mode "zero"
# parts: 2 of 4
import numpy as np


def conv2d(image, kernel, mode):
    names = {mode: "constant"}
    r, c = kernel.shape[0] // 2, kernel.shape[1] // 2
    padded = np.pad(image.astype(float), ((r, r), (c, c)), mode=names[mode])
    turned = kernel[::-1, ::-1]
    result = np.zeros(image.shape)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            result[y, x] = np.sum(padded[y : y + kernel.shape[0], x : x + kernel.shape[1]] * turned)
    return result
