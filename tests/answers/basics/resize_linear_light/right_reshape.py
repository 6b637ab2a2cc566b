import numpy as np


def decode_srgb(stored):
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)


def encode_srgb(light):
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def resize_linear_light(image, factor):
    height, width = image.shape[:2]
    light = decode_srgb(image / 255)
    blocks = light.reshape(height // factor, factor, width // factor, factor, *image.shape[2:])
    return np.round(255 * encode_srgb(blocks.mean(axis=(1, 3)))).astype(np.uint8)
