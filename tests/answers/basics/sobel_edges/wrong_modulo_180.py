# outcome: failed
# message: The same angle comes out for opposite directions
# parts: 1 of 4
import numpy as np
from scipy import ndimage


def sobel_edges(image):
    image = np.asarray(image, dtype=float)
    sobel_x = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx, gy = ndimage.correlate(image, sobel_x), ndimage.correlate(image, sobel_x.T)
    return np.hypot(gx, gy), np.degrees(np.arctan2(gy, gx)) % 180
