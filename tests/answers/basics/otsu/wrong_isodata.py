# outcome: failed
# message: of the between-class variance that is possible
# parts: 1 of 3
import numpy as np
def otsu(image):
    """t from the two means (iterated): not Otsu exactly, ISODATA."""
    image = image.astype(float); t = image.mean()
    for _ in range(200):
        lo = image[image <= t]; hi = image[image > t]
        if hi.size == 0: return t
        t = (lo.mean() + hi.mean()) / 2
    return t
