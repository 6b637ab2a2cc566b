# outcome: failed
# message: scale and round (0 of 1 point): failed
import numpy as np


def to_uint8(image):
    if image.dtype == np.float64:
        image = np.round(image * 255)
    return np.clip(image, 0, 255).astype(np.uint8)
