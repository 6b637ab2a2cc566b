# outcome: failed
# message: have a label from elsewhere
# parts: 1 of 2
import numpy as np
from scipy.ndimage import map_coordinates


def resize_mask(mask, shape):
    # Mixes, then takes the nearest existing label: between labels 1 and 3 that may be label 2.
    rows, columns = [(np.arange(n) + 0.5) * old / n - 0.5 for n, old in zip(shape, mask.shape)]
    grid = np.meshgrid(rows, columns, indexing="ij")
    mixed = map_coordinates(mask.astype(float), grid, order=1, mode="nearest")
    labels = np.unique(mask)
    return labels[np.abs(mixed[..., None] - labels).argmin(axis=-1)]
