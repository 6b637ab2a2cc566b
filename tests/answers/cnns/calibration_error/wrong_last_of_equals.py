# outcome: failed
# message: Yours names the last of equally probable classes
# parts: 2 of 3
import numpy as np


def calibration_error(probabilities, labels, bins):
    order = np.argsort(probabilities, axis=1, kind="stable")
    named = order[:, -1]
    confidence = probabilities[np.arange(len(labels)), named]
    right = named == labels
    bin_of = np.ceil(confidence * bins) - 1
    error = 0.0
    for each in np.unique(bin_of):
        inside = bin_of == each
        error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error
