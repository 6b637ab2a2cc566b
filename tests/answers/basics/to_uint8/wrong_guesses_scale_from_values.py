# outcome: failed
# message: multiplies whole numbers by 255
# parts: 1 of 3
import numpy as np


def to_uint8(image):
    # Takes any image whose values are small for a unit-range one; floats far outside 0..1 and dark integers break it.
    scale = 255 if image.max() <= 2.5 else 1
    return np.round(np.clip(image.astype(float) * scale, 0, 255)).astype(np.uint8)
