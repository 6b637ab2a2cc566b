# outcome: failed
# message: Yours is the median of
# parts: 0 of 3
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.gaussian_filter(image, sigma=1)
    return ndimage.median_filter(image, size=3)
