# outcome: failed
# message: Divide by 255 at the end
# parts: 0 of 3
import cv2
import numpy as np


def denoise(image, noise):
    image = np.clip(image * 255, 0, 255).astype(np.uint8)
    return cv2.medianBlur(image, 3) if noise == "salt and pepper" else cv2.GaussianBlur(image, (0, 0), 1.3)
