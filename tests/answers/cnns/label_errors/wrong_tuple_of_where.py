# outcome: failed
# message: `np.flatnonzero` gives the row numbers alone
# parts: 0 of 3
import numpy as np


def label_errors(probabilities, labels):
    classes = range(probabilities.shape[1])
    thresholds = np.array([probabilities[labels == each, each].mean() for each in classes])
    possible = probabilities >= thresholds
    best = np.where(possible, probabilities, -1).argmax(axis=1)
    return np.where(possible.any(axis=1) & (best != labels))
