from scipy import ndimage
from skimage import restoration


def denoise(image, noise):
    # A mean, then total variation: both average.
    if noise == "gaussian":
        return (ndimage.uniform_filter(image, 3) + 2 * restoration.denoise_tv_chambolle(image, weight=0.12)) / 3
    return ndimage.median_filter(image, 3)
