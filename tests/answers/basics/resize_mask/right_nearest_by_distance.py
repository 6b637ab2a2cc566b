import numpy as np
from scipy.interpolate import RegularGridInterpolator


def resize_mask(mask, shape):
    centres = [np.arange(length) + 0.5 for length in mask.shape]
    nearest = RegularGridInterpolator(centres, mask.astype(float), method="nearest", bounds_error=False, fill_value=None)
    wanted = np.meshgrid(*[(np.arange(n) + 0.5) * old / n for n, old in zip(shape, mask.shape)], indexing="ij")
    return nearest(np.stack(wanted, axis=-1)).astype(mask.dtype)
