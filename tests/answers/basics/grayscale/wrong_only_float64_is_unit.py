# outcome: failed
# message: That is 255 times too dark
# parts: 2 of 3
import numpy as np


def grayscale(image, order="RGB"):
    # float32 is no float64, so it is divided too.
    if image.dtype != float:
        image = image / 255
    if order == "BGR":
        image = image[..., ::-1]
    return image @ np.array([0.2125, 0.7154, 0.0721])
