# outcome: failed
# message: PSNR should rise
# parts: 1 of 3
import numpy as np


def denoise(image, noise):
    return np.full(image.shape, np.median(image))
