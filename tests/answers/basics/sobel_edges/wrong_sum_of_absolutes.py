# outcome: failed
# message: Yours is |gx| + |gy|
# parts: 2 of 4
import numpy as np
from scipy import ndimage


def sobel_edges(image):
    image = np.asarray(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx = ndimage.correlate(image, kernel)
    gy = ndimage.correlate(image, kernel.T)
    return abs(gx) + abs(gy), np.degrees(np.arctan2(gy, gx))
