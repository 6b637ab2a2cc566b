# outcome: failed
# message: A label is a name
# parts: 0 of 2
import numpy as np
from scipy.ndimage import map_coordinates


def resize_mask(mask, shape):
    rows, columns = [(np.arange(n) + 0.5) * old / n - 0.5 for n, old in zip(shape, mask.shape)]
    grid = np.meshgrid(rows, columns, indexing="ij")
    return np.rint(map_coordinates(mask.astype(float), grid, order=1, mode="nearest")).astype(mask.dtype)
