# outcome: failed
# message: That is the plain mean of the channels
# parts: 0 of 3
import numpy as np


def grayscale(image, order="RGB"):
    values = image / 255 if image.dtype == np.uint8 else image
    return values.mean(axis=2)
