import numpy as np


def describe(image):
    # Numpy scalars and a one-element array are fine too.
    height, width, *rest = image.shape
    result = {}
    result["height"] = np.int64(height)
    result["width"] = np.array(width)
    result["channels"] = rest[0] if rest else 1
    result["dtype"] = str(image.dtype)
    result["low"] = float(np.min(image))
    result["high"] = float(np.max(image))
    return result
