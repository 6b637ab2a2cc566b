# outcome: failed
# message: into 0. That value is above the range
# parts: 2 of 3
import numpy as np


def to_uint8(image):
    # 40,000 does not fit into int16 and is negative before the clipping.
    if image.dtype.kind == "f":
        return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)
    return np.clip(image.astype(np.int16), 0, 255).astype(np.uint8)
