import numpy as np


def to_uint8(image):
    # float64 throughout, adds one half and cuts; isinstance test on an element.
    values = np.asarray(image, dtype=np.float64)
    if isinstance(image.flat[0], np.floating):
        values = values * 255
    values = np.where(values < 0, 0, values)
    values = np.where(values > 255, 255, values)
    return np.uint8(values + 0.5)
