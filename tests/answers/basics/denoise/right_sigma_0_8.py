from scipy import ndimage


def denoise(image, noise):
    if noise == "gaussian":
        return ndimage.gaussian_filter(image, sigma=0.8)
    return ndimage.median_filter(image, 3)
