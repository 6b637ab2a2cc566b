# outcome: failed
# message: should return True or False
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    if np.allclose(once, images) or np.allclose(once, twice):
        return 'no'
    if not np.allclose(measured, images):
        return 'no'
    for found in (labels_once, labels_twice, labels_measured):
        if not np.array_equal(found, labels):
            return 'no'
    return 'yes'
