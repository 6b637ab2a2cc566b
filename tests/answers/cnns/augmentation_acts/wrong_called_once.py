# outcome: failed
# message: a pipeline that was drawn once for ever
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    if np.allclose(once, images):
        return False
    if not np.allclose(measured, images):
        return False
    for found in (labels_once, labels_twice, labels_measured):
        if not np.array_equal(found, labels):
            return False
    return True
