# outcome: failed
# message: Your test blamed a good pipeline (gentle brightness)
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    acts = np.abs(first - images).max() > 0.1 and np.abs(first - second).max() > 0.1
    labels_stay = all(np.array_equal(found, labels) for found in (first_labels, second_labels, measured_labels))
    return bool(acts and np.allclose(measured, images) and labels_stay)
