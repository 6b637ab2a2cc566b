import cv2
import numpy as np


def denoise(image, noise):
    image = np.clip(image * 255 + 0.5, 0, 255).astype(np.uint8)
    if noise == "salt and pepper":
        result = cv2.medianBlur(image, 3)
    else:
        result = cv2.GaussianBlur(image, (0, 0), 1.3)
    return result / 255
