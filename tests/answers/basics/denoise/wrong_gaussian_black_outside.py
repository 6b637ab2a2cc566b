# outcome: failed
# message: what does your filter assume outside the picture?
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.median_filter(image, size=3)
    return ndimage.gaussian_filter(image, sigma=1, mode="constant")
