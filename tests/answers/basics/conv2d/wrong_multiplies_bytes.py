# outcome: failed
# message: the products wrap around (the picture is uint8, the kernel uint8)
# parts: 3 of 4
import numpy as np


def conv2d(image, kernel, mode):
    names = {"zero": "constant", "reflect": "symmetric", "replicate": "edge"}
    r, c = kernel.shape[0] // 2, kernel.shape[1] // 2
    padded = np.pad(image, ((r, r), (c, c)), mode=names[mode])
    turned = kernel[::-1, ::-1]
    result = np.zeros(image.shape)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            result[y, x] = np.sum(padded[y : y + kernel.shape[0], x : x + kernel.shape[1]] * turned)
    return result
