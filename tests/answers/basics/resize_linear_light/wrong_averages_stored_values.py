# outcome: failed
# message: That is the mean of the stored values, which is too dark
# parts: 1 of 3
import numpy as np


def resize_linear_light(image, factor):
    height, width = image.shape[:2]
    blocks = image.reshape(height // factor, factor, width // factor, factor, *image.shape[2:])
    return np.round(blocks.mean(axis=(1, 3))).astype(np.uint8)
