# outcome: failed
# message: validation picture
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    if np.allclose(once, images) or np.allclose(once, twice):
        return False
    if not np.allclose(measured, pipeline(images, labels, False)[0]):
        return False
    return all(np.array_equal(found, labels) for found in (labels_once, labels_twice, labels_measured))
