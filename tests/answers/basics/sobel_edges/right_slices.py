import math

import numpy as np


def sobel_edges(image):
    # Differences of slices; the border stays zero; angles run from 0 to 360.
    f = image.astype(np.float32)
    gx = np.zeros_like(f)
    gy = np.zeros_like(f)
    smooth_down = f[:-2] + 2 * f[1:-1] + f[2:]
    smooth_right = f[:, :-2] + 2 * f[:, 1:-1] + f[:, 2:]
    gx[1:-1, 1:-1] = (smooth_down[:, 2:] - smooth_down[:, :-2]) / 8
    gy[1:-1, 1:-1] = (smooth_right[2:] - smooth_right[:-2]) / 8
    magnitude = (gx**2 + gy**2) ** 0.5
    orientation = np.arctan2(gy, gx) * 180 / math.pi % 360
    return [magnitude, orientation]
