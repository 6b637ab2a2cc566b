# outcome: error
# message: unexpected keyword argument
# parts: 1 of 3
import numpy as np


def grayscale(image):
    values = image / 255 if image.dtype == np.uint8 else image
    return values @ [0.2125, 0.7154, 0.0721]
