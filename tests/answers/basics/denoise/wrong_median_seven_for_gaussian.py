# outcome: failed
# message: Yours is the median of 7 x 7 pixels
# parts: 2 of 3
from scipy import ndimage


def denoise(image, noise):
    return ndimage.median_filter(image, size=3 if noise == "salt and pepper" else 7)
