import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(1)
    where = np.digitize(confidence, np.linspace(0, 1, bins + 1), right=True) - 1
    gaps = np.bincount(where, (probabilities.argmax(1) == labels) - confidence, minlength=bins)
    return np.abs(gaps).sum() / len(labels)
