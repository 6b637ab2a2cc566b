import numpy as np


class EmptyBoxError(ValueError):
    pass


def crop_box(image, box):
    # Asks which rows and columns lie in the box, instead of clipping ends; raises a subclass.
    x, y, w, h = box
    rows = [row for row in range(y, y + h) if 0 <= row < image.shape[0]]
    columns = [column for column in range(x, x + w) if 0 <= column < image.shape[1]]
    if not rows or not columns:
        raise EmptyBoxError("nothing of the box lies in the image")
    return image[np.ix_(rows, columns)].copy()
