# outcome: failed
# message: Does the kind of filter suit this kind of noise?
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.gaussian_filter(image, sigma=1.5)
    return ndimage.gaussian_filter(image, sigma=1.5)
