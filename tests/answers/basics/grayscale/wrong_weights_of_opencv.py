# outcome: failed
# message: weights of ITU-R BT.601
# parts: 0 of 3
import numpy as np


def grayscale(image, order="RGB"):
    values = image / 255 if image.dtype == np.uint8 else image
    weights = np.array([0.299, 0.587, 0.114])
    return np.dot(values, weights if order == "RGB" else weights[::-1])
