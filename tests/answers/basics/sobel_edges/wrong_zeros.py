# outcome: failed
# message: differs from what is expected
# parts: 0 of 4
import numpy as np


def sobel_edges(image):
    return np.zeros(image.shape), np.zeros(image.shape)
