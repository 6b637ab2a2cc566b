# outcome: failed
# message: Your test blamed a good pipeline (flips)
# parts: 0 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    unchanged = np.abs(once - images).max(axis=(1, 2)) == 0
    if unchanged.any() or np.allclose(once, twice):
        return False
    if not np.allclose(measured, images):
        return False
    for found in (labels_once, labels_twice, labels_measured):
        if not np.array_equal(found, labels):
            return False
    return True
