# outcome: failed
# message: differs from the expected magnitude
# parts: 0 of 4
import numpy as np


def sobel_edges(image):
    return np.zeros(image.shape), np.zeros(image.shape)
