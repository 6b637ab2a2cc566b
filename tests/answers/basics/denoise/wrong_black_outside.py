# outcome: failed
# message: what does your filter assume outside the picture?
# parts: 2 of 3
from scipy import ndimage
from scipy.signal import medfilt2d


def denoise(image, noise):
    if noise == "salt and pepper":
        return medfilt2d(image, 3)
    return ndimage.gaussian_filter(image, 1)
