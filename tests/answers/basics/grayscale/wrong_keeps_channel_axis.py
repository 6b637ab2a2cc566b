# outcome: failed
# message: one axis too many
# parts: 0 of 3
import numpy as np


def grayscale(image, order="RGB"):
    values = image / 255 if image.dtype == np.uint8 else image
    return (values * [0.2125, 0.7154, 0.0721]).sum(axis=2, keepdims=True)
