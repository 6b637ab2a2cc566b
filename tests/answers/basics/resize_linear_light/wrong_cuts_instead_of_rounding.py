# outcome: failed
# message: `np.round` before it
# parts: 2 of 3
import numpy as np


def resize_linear_light(image, factor):
    height, width = image.shape[:2]
    stored = image / 255
    light = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    small = light.reshape(height // factor, factor, width // factor, factor, *image.shape[2:]).mean(axis=(1, 3))
    return (255 * np.where(small <= 0.0031308, 12.92 * small, 1.055 * small ** (1 / 2.4) - 0.055)).astype(np.uint8)
