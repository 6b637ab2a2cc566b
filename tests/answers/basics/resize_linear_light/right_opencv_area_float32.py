import cv2
import numpy as np


def resize_linear_light(image, factor):
    stored = image.astype(np.float32) / 255
    light = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4).astype(np.float32)
    size = (image.shape[1] // factor, image.shape[0] // factor)
    small = cv2.resize(light, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], *image.shape[2:])
    encoded = np.where(small <= 0.0031308, 12.92 * small, 1.055 * np.maximum(small, 1e-9) ** (1 / 2.4) - 0.055)
    return (np.clip(encoded, 0, 1) * 255 + 0.5).astype(np.uint8)
