# outcome: failed
# message: This got through your test: a pipeline that m
# parts: 3 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    first, first_labels = pipeline(images, labels, True)
    second, second_labels = pipeline(images, labels, True)
    measured, measured_labels = pipeline(images, labels, False)
    changed = np.abs(first - images).mean() > 1e-3 and np.abs(first - second).mean() > 1e-3
    labels_stay = all(np.array_equal(found, labels) for found in (first_labels, second_labels, measured_labels))
    return bool(changed and np.abs(measured - images).mean() < 1e-3 and labels_stay)
