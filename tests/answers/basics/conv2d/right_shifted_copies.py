import numpy as np


def conv2d(image, kernel, mode):
    image = np.asarray(image, dtype=float)
    height, width = image.shape
    rows, columns = kernel.shape
    names = {"zero": "constant", "reflect": "symmetric", "replicate": "edge"}
    padded = np.pad(image, ((rows // 2,) * 2, (columns // 2,) * 2), mode=names[mode])
    turned = np.asarray(kernel, dtype=float)[::-1, ::-1]
    result = np.zeros((height, width))
    for i in range(rows):
        for j in range(columns):
            result += turned[i, j] * padded[i : i + height, j : j + width]
    return result
