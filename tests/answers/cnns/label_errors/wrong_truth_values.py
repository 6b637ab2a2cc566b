# outcome: failed
# message: yours are truth values
# parts: 0 of 3
import numpy as np


def label_errors(probabilities, labels):
    return probabilities.argmax(axis=1) != labels
