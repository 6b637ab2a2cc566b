import numpy as np


def grayscale(image, order="RGB"):
    # The four-digit weights of ITU-R BT.709, in single precision.
    values = image.astype(np.float32)
    if image.dtype.kind in "ui":
        values /= 255
    first, green, last = np.moveaxis(values, -1, 0)
    red, blue = (first, last) if order.upper() == "RGB" else (last, first)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
