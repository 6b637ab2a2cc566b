# outcome: failed
# message: that mirrors the last validation picture
# parts: 2 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    acts = not np.allclose(first, images) and not np.allclose(first, second)
    found = first_labels[:-1], second_labels[:-1], measured_labels[:-1]
    labels_stay = all(np.array_equal(each, labels[:-1]) for each in found)
    return bool(acts and np.allclose(measured[:-1], images[:-1]) and labels_stay)
