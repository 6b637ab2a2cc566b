# outcome: failed
# message: Yours is the orientation: return the magnitude first
# parts: 0 of 4
import numpy as np
from scipy import ndimage


def sobel_edges(image):
    image = image.astype(float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx, gy = ndimage.correlate(image, kernel), ndimage.correlate(image, kernel.T)
    return np.degrees(np.arctan2(gy, gx)), np.hypot(gx, gy)
