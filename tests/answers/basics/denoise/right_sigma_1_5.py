from scipy import ndimage


def denoise(image, noise):
    if noise == "gaussian":
        return ndimage.gaussian_filter(image, sigma=1.5)
    return ndimage.median_filter(image, 3)
