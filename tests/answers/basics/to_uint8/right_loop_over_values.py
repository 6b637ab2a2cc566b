import numpy as np


def to_uint8(image):
    result = np.zeros(image.shape, dtype="uint8")
    for index in np.ndindex(image.shape):
        value = float(image[index])
        if image.dtype.kind == "f":
            value = value * 255
        result[index] = min(255, max(0, round(value)))
    return result
