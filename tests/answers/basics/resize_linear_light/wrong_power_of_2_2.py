# outcome: failed
# message: a straight piece near black and a power of 2.4
# parts: 1 of 3
import numpy as np


def resize_linear_light(image, factor):
    height, width = image.shape[:2]
    light = (image / 255) ** 2.2
    blocks = light.reshape(height // factor, factor, width // factor, factor, *image.shape[2:])
    return np.round(255 * blocks.mean(axis=(1, 3)) ** (1 / 2.2)).astype(np.uint8)
