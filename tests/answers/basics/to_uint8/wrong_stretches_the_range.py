# outcome: failed
# message: differs from what is expected
# parts: 0 of 3
import numpy as np


def to_uint8(image):
    # "Normalises" every image to its own minimum and maximum.
    image = image.astype(float)
    return np.round(255 * (image - image.min()) / (image.max() - image.min())).astype(np.uint8)
