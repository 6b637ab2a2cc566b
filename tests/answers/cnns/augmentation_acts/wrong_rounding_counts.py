# outcome: failed
# message: `np.allclose` allows for it
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    if np.array_equal(once, images) or np.array_equal(once, twice):
        return False
    if not np.array_equal(measured, images):
        return False
    return all(np.array_equal(found, labels) for found in (labels_once, labels_twice, labels_measured))
