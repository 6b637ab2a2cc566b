import numpy as np


def to_uint8(image):
    values = image * 255.0 if np.issubdtype(image.dtype, np.floating) else image
    return np.round(np.clip(values, 0, 255)).astype(np.uint8)
