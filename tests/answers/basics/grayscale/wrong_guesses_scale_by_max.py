# outcome: failed
# message: That is on the 0..255 scale
# parts: 1 of 3
import numpy as np


def grayscale(image, order="RGB"):
    values = image.astype(float)
    if values.max() > 1:
        values = values / 255
    if order == "BGR":
        values = values[..., ::-1]
    return values @ np.array([0.2125, 0.7154, 0.0721])
