# outcome: failed
# message: This got through your test: a pipeline that also changes validation
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    once, labels_once = pipeline(images, labels, True)
    twice, labels_twice = pipeline(images, labels, True)
    measured, labels_measured = pipeline(images, labels, False)
    if np.allclose(once, images) or np.allclose(once, twice):
        return False
    for found in (labels_once, labels_twice, labels_measured):
        if not np.array_equal(found, labels):
            return False
    return True
