# outcome: failed
# message: takes the probability of the label for the confidence
import numpy as np


def calibration_error(probabilities, labels, bins):
    confidence = probabilities[np.arange(len(labels)), labels]
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.ceil(confidence * bins) - 1
    error = 0.0
    for each in range(bins):
        inside = bin_of == each
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error
