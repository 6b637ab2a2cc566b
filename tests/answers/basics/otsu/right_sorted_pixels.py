import numpy as np


def otsu(image):
    # Every place at which the sorted pixels can be cut in two: exact for any type, a hot pixel included.
    pixels = np.sort(image, axis=None).astype(np.float64)
    cuts = np.flatnonzero(np.diff(pixels)) + 1
    if not len(cuts):
        return pixels[0]
    sums = np.cumsum(pixels)
    below, above = sums[cuts - 1] / cuts, (sums[-1] - sums[cuts - 1]) / (len(pixels) - cuts)
    best = np.argmax(cuts * (len(pixels) - cuts) * (above - below) ** 2)
    return pixels[cuts[best] - 1]
