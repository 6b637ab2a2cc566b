# outcome: failed
# message: red and blue exchanged
# parts: 1 of 3
import numpy as np


def grayscale(image, order="RGB"):
    values = image / 255 if image.dtype == np.uint8 else image
    return values @ [0.0721, 0.7154, 0.2125]
