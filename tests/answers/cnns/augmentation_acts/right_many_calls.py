import numpy as np


def augmentation_acts(pipeline, images, labels):
    training = [pipeline(images, labels, True) for _ in range(5)]
    validation = [pipeline(images, labels, False) for _ in range(2)]
    changed = [np.abs(found - images).max() > 1e-6 for found, _ in training]
    drawn_anew = any(np.abs(found - training[0][0]).max() > 1e-6 for found, _ in training[1:])
    same = all(np.abs(found - images).max() < 1e-6 for found, _ in validation)
    labels_same = all((found == labels).all() for _, found in training + validation)
    return bool(all(changed) and drawn_anew and same and labels_same)
