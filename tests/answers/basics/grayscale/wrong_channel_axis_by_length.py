# outcome: failed
# message: differs from what is expected
# held out: yes
# parts: 1 of 3
import numpy as np


def grayscale(image, order="RGB"):
    # Looks for "the axis of length three" and finds the rows.
    values = image / 255 if image.dtype == np.uint8 else image
    axis = values.shape.index(3)
    values = np.moveaxis(values, axis, -1)
    if order == "BGR":
        values = values[..., ::-1]
    grey = values @ np.array([0.2125, 0.7154, 0.0721])
    return grey.reshape(image.shape[:2])
