import numpy as np


def grayscale(image, order="RGB"):
    if image.dtype == np.uint8:
        image = image / 255
    if order == "BGR":
        image = image[..., ::-1]
    return image @ np.array([0.2125, 0.7154, 0.0721])
