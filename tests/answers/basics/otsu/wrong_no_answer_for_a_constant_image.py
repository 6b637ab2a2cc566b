# outcome: error
# message: attempt to get argmax of an empty sequence
# parts: 2 of 3
import numpy as np


def otsu(image):
    values, counts = np.unique(image, return_counts=True)
    values = values.astype(float)
    below = np.cumsum(counts)[:-1]
    above = image.size - below
    sums = np.cumsum(counts * values)
    return values[np.argmax(below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2)]
