# outcome: failed
# message: should have dtype uint8; yours has float64
# parts: 0 of 3
import numpy as np


def to_uint8(image):
    return np.round(np.clip(image * 255.0, 0, 255))
