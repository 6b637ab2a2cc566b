# outcome: failed
# message: The same angle comes out for opposite directions
import numpy as np
from scipy import ndimage


def sobel_edges(image):
    image = np.asarray(image, dtype=float)
    kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 8
    gx = ndimage.correlate(image, kernel)
    gy = ndimage.correlate(image, kernel.T)
    return np.hypot(gx, gy), np.degrees(np.arctan(gy / (gx + 1e-12)))
