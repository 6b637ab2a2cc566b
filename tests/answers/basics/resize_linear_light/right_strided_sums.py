import numpy as np


def resize_linear_light(image, factor):
    # Adds the factor x factor shifted copies of every factor-th pixel.
    stored = image / 255
    light = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    total = sum(light[i::factor, j::factor] for i in range(factor) for j in range(factor)) / factor**2
    return np.uint8(np.rint(255 * np.where(total <= 0.0031308, 12.92 * total, 1.055 * total ** (1 / 2.4) - 0.055)))
