# outcome: failed
# message: For the noise "gaussian" the PSNR should rise
# parts: 2 of 3
from scipy import ndimage


def denoise(image, noise):
    if noise == "salt and pepper":
        return ndimage.median_filter(image, size=3)
    return ndimage.gaussian_filter(image, sigma=6)
