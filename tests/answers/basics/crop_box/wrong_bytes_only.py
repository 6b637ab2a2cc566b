# outcome: failed
# message: differs from what is expected
import numpy as np


def crop_box(image, box):
    x, y, w, h = box
    part = image[max(y, 0) : max(y + h, 0), max(x, 0) : max(x + w, 0)]
    if part.size == 0:
        raise ValueError(f"no pixel in {box}")
    # The image may have any dtype.
    return part.astype(np.uint8)
