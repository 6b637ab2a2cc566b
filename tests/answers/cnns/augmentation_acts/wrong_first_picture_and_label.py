# outcome: failed
# message: This got through your test: a pipeline that mirrors the last validation picture
# parts: 2 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    acts = not np.allclose(first, images) and not np.allclose(first, second)
    labels_stay = all(found[0] == labels[0] for found in (first_labels, second_labels, measured_labels))
    return bool(acts and np.allclose(measured[0], images[0]) and labels_stay)
