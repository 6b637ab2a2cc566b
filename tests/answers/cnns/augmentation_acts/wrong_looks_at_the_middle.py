# outcome: failed
# message: This got through your test: a pipeline that changes one pixel of one validation picture
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    middle = (slice(None), slice(6, 22), slice(6, 22))
    acts = not np.allclose(first, images) and not np.allclose(first, second)
    labels_stay = all(np.array_equal(found, labels) for found in (first_labels, second_labels, measured_labels))
    return bool(acts and np.allclose(measured[middle], images[middle]) and labels_stay)
