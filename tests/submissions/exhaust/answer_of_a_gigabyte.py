# attack: returns an array that takes no memory here, and a thousand terabytes when it is sent
# expected: describe 0 of 3, first_axis 1 of 1
# says: GB
import numpy as np


def describe(image):
    return {"height": np.broadcast_to(np.float64(1), (1 << 47,)), "width": image.shape[1]}
