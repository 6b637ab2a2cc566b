# outcome: failed
# message: without its straight piece near black
# parts: 1 of 3
import numpy as np


def resize_linear_light(image, factor):
    def blocks(values):
        rows, columns = values.shape[0] // factor, values.shape[1] // factor
        return values.reshape(rows, factor, columns, factor, *values.shape[2:])

    light = ((image.astype(float) / 255 + 0.055) / 1.055) ** 2.4
    mean = blocks(light).mean(axis=(1, 3))
    return np.rint(255 * (1.055 * mean ** (1 / 2.4) - 0.055)).clip(0, 255).astype(np.uint8)
