# outcome: failed
# message: yours returned nothing (None)
# parts: 1 of 3
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt":
        return ndimage.median_filter(image, size=3)
    if noise == "gaussian":
        return ndimage.gaussian_filter(image, 1.2)
