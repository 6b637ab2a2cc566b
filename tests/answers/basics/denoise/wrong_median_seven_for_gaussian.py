# outcome: failed
# message: Does the kind of filter suit
# parts: 2 of 3
from scipy import ndimage


def denoise(image, noise):
    return ndimage.median_filter(image, size=3 if noise == "salt and pepper" else 7)
