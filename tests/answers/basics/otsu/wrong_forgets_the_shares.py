# outcome: failed
# message: of the between-class variance that is possible
# parts: 1 of 3
import numpy as np


def otsu(image):
    values = np.unique(image).astype(float)
    if len(values) == 1:
        return values[0]
    score = [image[image > t].mean() - image[image <= t].mean() for t in values[:-1]]
    return values[int(np.argmax(score))]
