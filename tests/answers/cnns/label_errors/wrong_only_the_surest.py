# outcome: failed
# message: it should be at least 40%
# parts: 0 of 3
import numpy as np


def label_errors(probabilities, labels):
    return np.flatnonzero((probabilities.max(axis=1) > 0.9) & (probabilities.argmax(axis=1) != labels))
