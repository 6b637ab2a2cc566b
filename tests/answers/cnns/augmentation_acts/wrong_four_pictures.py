# outcome: failed
# message: This got through your test: a pipeline that mirrors the last validation picture
# parts: 2 of 4
import numpy as np


def augmentation_acts(pipeline, images, labels):
    few, their_labels = images[:5], labels[:5]
    several = [pipeline(few, their_labels, True) for _ in range(8)]
    measured, measured_labels = pipeline(few, their_labels, False)
    changes = any(not np.allclose(pictures, few) for pictures, _ in several)
    anew = any(not np.allclose(several[0][0], pictures) for pictures, _ in several)
    labels_stay = all(np.array_equal(found, their_labels) for _, found in [*several, (measured, measured_labels)])
    return bool(changes and anew and np.allclose(measured, few) and labels_stay)
