# outcome: failed
# message: differs from what is expected
# parts: 0 of 3
import numpy as np


def resize_linear_light(image, factor):
    height, width = image.shape[:2]
    stored = image / 255
    light = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    blocks = light.reshape(height // factor, factor, width // factor, factor, *image.shape[2:])
    return np.round(255 * blocks.mean(axis=(1, 3))).astype(np.uint8)
