# outcome: failed
# message: it should be black (0)
# parts: 1 of 3
import numpy as np


def to_uint8(image):
    scale = 255.0 if image.dtype.kind == "f" else 1
    return np.minimum(np.rint(np.abs(image * scale)), 255).astype(np.uint8)
