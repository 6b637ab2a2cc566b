# outcome: failed
# message: should be 40 x 52; yours is 38 x 50
# parts: 0 of 4
import numpy as np


def conv2d(image, kernel, mode):
    turned = kernel[::-1, ::-1]
    rows, columns = kernel.shape
    result = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1))
    for y in range(result.shape[0]):
        for x in range(result.shape[1]):
            result[y, x] = np.sum(image[y : y + rows, x : x + columns] * turned)
    return result
