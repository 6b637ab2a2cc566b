# outcome: failed
# message: Bring them into the range before the dtype changes.
# parts: 1 of 3
import numpy as np


def to_uint8(image):
    if image.dtype.kind == "f":
        image = np.round(image * 255)
    return image.astype(np.int64).astype(np.uint8)
