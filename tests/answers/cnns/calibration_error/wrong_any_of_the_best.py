# outcome: failed
# message: only the first is named
# parts: 2 of 3
import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    right = probabilities[np.arange(len(labels)), labels] == confidence
    bin_of = np.ceil(confidence * bins) - 1
    error = 0.0
    for each in np.unique(bin_of):
        inside = bin_of == each
        error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error
