import numpy as np
from scipy import ndimage


def sobel_edges(image):
    # A direction as the quotient of complex numbers: 0 / 0 where nothing changes, and that is said.
    kernel = np.outer([1, 2, 1], [-1, 0, 1]) / 8
    image = image.astype(float)
    gradient = ndimage.correlate(image, kernel) + 1j * ndimage.correlate(image, kernel.T)
    with np.errstate(invalid="ignore"):
        direction = np.degrees(np.angle(gradient / np.abs(gradient)))
    return np.abs(gradient), direction
