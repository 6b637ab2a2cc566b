# outcome: failed
# message: That is the median of each block
# parts: 1 of 3
import numpy as np


def resize_linear_light(image, factor):
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    blocks = image.reshape(rows, factor, columns, factor, *image.shape[2:])
    return np.round(np.median(blocks, axis=(1, 3))).astype(np.uint8)
