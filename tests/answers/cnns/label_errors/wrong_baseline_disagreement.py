# outcome: failed
# message: have a wrong label; it should be at least 60%
# parts: 0 of 3
import numpy as np


def label_errors(probabilities, labels):
    return np.flatnonzero(probabilities.argmax(axis=1) != labels)
