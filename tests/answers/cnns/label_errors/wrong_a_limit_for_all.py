# outcome: failed
# message: it should be at least
# parts: 1 of 3
import numpy as np


def label_errors(probabilities, labels):
    return np.flatnonzero(probabilities[np.arange(len(labels)), labels] < 0.05)
