import cv2
import numpy as np


def to_uint8(image):
    # cv2.add saturates; it may change the shape of odd arrays, so put it back.
    values = image.astype(np.float64) * (255 if image.dtype.kind == "f" else 1)
    flat = np.rint(values).reshape(1, -1)
    return cv2.add(flat, np.zeros_like(flat), dtype=cv2.CV_8U).reshape(image.shape)
