import numpy as np
from skimage.filters import median
from skimage.restoration import denoise_nl_means, estimate_sigma


def denoise(image, noise):
    if noise == "gaussian":
        spread = 1.48 * np.median(np.abs(np.diff(image, axis=1))) / np.sqrt(2)
        return denoise_nl_means(image, h=0.7 * spread, sigma=spread, patch_size=5, patch_distance=6, fast_mode=True)
    # Only what is black or white can be salt or pepper.
    suspect = (image <= 0) | (image >= 1)
    return np.where(suspect, median(image, np.ones((3, 3))), image)
