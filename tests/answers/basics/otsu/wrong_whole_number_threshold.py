# outcome: failed
# message: That is cut down to a whole number
# parts: 0 of 3
import numpy as np


def otsu(image):
    values, counts = np.unique(image, return_counts=True)
    if len(values) == 1:
        return int(values[0])
    values = values.astype(float)
    below = np.cumsum(counts)[:-1]
    above = image.size - below
    sums = np.cumsum(counts * values)
    return int(values[np.argmax(below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2)])
