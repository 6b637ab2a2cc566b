import cv2
import numpy as np


def denoise(image, noise):
    image = image.astype(np.float32)
    if noise == "gaussian":
        return cv2.bilateralFilter(image, -1, 0.4, 1.5)
    return cv2.medianBlur(image, 3)
