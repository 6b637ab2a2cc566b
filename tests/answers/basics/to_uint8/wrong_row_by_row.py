# outcome: error
# message: not enough values to unpack
# held out: no
import numpy as np


def to_uint8(image):
    # Unpacks the shape, so only one number of axes works.
    height, width, *channels = image.shape if image.ndim < 4 else image.shape[:1]
    scaled = image * 255.0 if image.dtype.kind == "f" else image
    return np.rint(np.clip(scaled, 0, 255)).astype(np.uint8)
