import numpy as np



def otsu(image):
    values, counts = np.unique(image, return_counts=True)
    if len(values) == 1:
        return values[0]
    values = values.astype(float)
    below = np.cumsum(counts)[:-1]
    above = image.size - below
    sums = np.cumsum(counts * values)
    distance = sums[:-1] / below - (sums[-1] - sums[:-1]) / above
    return values[np.argmax(below * above * distance**2)]
