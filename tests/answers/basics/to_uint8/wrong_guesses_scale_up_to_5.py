# outcome: failed
# message: multiplies whole numbers by 255
import numpy as np


def to_uint8(image):
    # Dark whole numbers become bright.
    if np.abs(image).max() < 5:
        image = image * 255
    return np.clip(np.round(image), 0, 255).astype(np.uint8)
