# outcome: failed
# message: more than once
# parts: 0 of 3
import numpy as np


def label_errors(probabilities, labels):
    return labels[probabilities.argmax(axis=1) != labels]
