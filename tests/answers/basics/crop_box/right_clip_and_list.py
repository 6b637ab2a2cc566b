import numpy as np


def crop_box(image, box):
    (left, right), (top, bottom) = (
        np.clip([start, start + length], 0, size)
        for start, length, size in zip(box[:2], box[2:], (image.shape[1], image.shape[0]))
    )
    part = image[top:bottom, left:right]
    if part.size == 0:
        raise ValueError("empty crop: the box lies outside")
    return part.tolist()
