# outcome: failed
# message: Yours is the median of 5 x 5 pixels
# parts: 1 of 3
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.median_filter(image, size=5)
    return ndimage.median_filter(image, size=5)
