# outcome: failed
# message: Yours always has ten bins
import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.ceil(confidence * 10) - 1
    error = 0.0
    for each in range(10):
        inside = bin_of == each
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error
