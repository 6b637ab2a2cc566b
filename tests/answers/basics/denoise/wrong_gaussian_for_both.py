# outcome: failed
# message: A grain of salt is an outlier and an average takes it in
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.gaussian_filter(image, sigma=1.5)
    return ndimage.gaussian_filter(image, sigma=1.5)
