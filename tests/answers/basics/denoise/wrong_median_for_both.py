# outcome: failed
# message: Yours is the median of 3 x 3 pixels. Small errors everywhere ask for an average
# parts: 2 of 3
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.median_filter(image, size=3)
    return ndimage.median_filter(image, size=3)
