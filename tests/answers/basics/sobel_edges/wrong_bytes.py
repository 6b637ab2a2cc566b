# outcome: failed
# message: In yours the slopes wrap around
import numpy as np
from scipy import ndimage


def sobel_edges(image):
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx = ndimage.correlate(image, kernel)
    gy = ndimage.correlate(image, kernel.T)
    return np.hypot(gx, gy), np.degrees(np.arctan2(gy, gx))
