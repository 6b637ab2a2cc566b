# outcome: failed
# message: Round to the nearest whole number first.
# parts: 2 of 3
import numpy as np


def to_uint8(image):
    scale = 255 if image.dtype.kind == "f" else 1
    return np.clip(image * scale, 0, 255).astype(np.uint8)
