# outcome: failed
# message: it should be at least
# parts: 2 of 3
import numpy as np


def label_errors(probabilities, labels):
    own = probabilities[np.arange(len(labels)), labels]
    return np.argsort(own)[:70]
