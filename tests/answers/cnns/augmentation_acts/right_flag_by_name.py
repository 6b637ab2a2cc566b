import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, training=True)
    twice, labels_twice = pipeline(images, labels, training=True)
    measured, labels_measured = pipeline(images, labels, training=False)
    if np.allclose(once, images) or np.allclose(once, twice):
        return False
    if not np.allclose(measured, images):
        return False
    return all(np.array_equal(found, labels) for found in (labels_once, labels_twice, labels_measured))
