# outcome: failed
# message: bins cancel each other
# parts: 0 of 3
import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.ceil(confidence * bins) - 1
    error = 0.0
    for each in range(bins):
        inside = bin_of == each
        if inside.any():
            error += inside.mean() * (right[inside].mean() - confidence[inside].mean())
    return error
