# outcome: failed
# message: multiplies whole numbers by 255
# parts: 2 of 3
import numpy as np


def to_uint8(image):
    if image.dtype == np.uint8:
        return image
    return np.round(np.clip(image.astype(float) * 255, 0, 255)).astype(np.uint8)
