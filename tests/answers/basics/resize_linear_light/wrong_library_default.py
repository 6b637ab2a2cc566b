# outcome: failed
# message: which is too dark
# parts: 1 of 3
import numpy as np
from skimage.transform import downscale_local_mean


def resize_linear_light(image, factor):
    factors = (factor, factor) + (1,) * (image.ndim - 2)
    return np.rint(downscale_local_mean(image, factors)).astype(np.uint8)
