# outcome: error
# message: IndexError
# parts: 1 of 3
import numpy as np


def otsu(image):
    # Fine for uint8; 16 bits have more than 256 grey levels, floats are cut to whole numbers.
    if image.min() == image.max():
        return image.flat[0]
    counts = np.zeros(256)
    for value in image.ravel():
        counts[int(value)] += 1
    levels = np.arange(256)
    score = np.zeros(256)
    for t in range(255):
        w0, w1 = counts[: t + 1].sum(), counts[t + 1 :].sum()
        if w0 and w1:
            m0 = (counts * levels)[: t + 1].sum() / w0
            m1 = (counts * levels)[t + 1 :].sum() / w1
            score[t] = w0 * w1 * (m0 - m1) ** 2
    return score.argmax()
