import numpy as np


def denoise(image, noise):
    # Own median (a cross of five pixels) and own mean of 3 x 3, borders repeated; returns float32.
    padded = np.pad(image, 1, mode="edge")
    height, width = image.shape
    result = np.empty((height, width), dtype=np.float32)
    for y in range(height):
        for x in range(width):
            window = padded[y : y + 3, x : x + 3]
            if noise == "salt and pepper":
                result[y, x] = sorted([window[0, 1], window[1, 0], window[1, 1], window[1, 2], window[2, 1]])[2]
            else:
                result[y, x] = window.sum() / 9
    return result
