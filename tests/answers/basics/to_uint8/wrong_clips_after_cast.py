# outcome: failed
# message: values outside the range came out wrong
# parts: 1 of 3
import numpy as np


def to_uint8(image):
    if image.dtype.kind == "f":
        image = (image * 255).round()
    return np.clip(image.astype(np.int64).astype(np.uint8), 0, 255)
