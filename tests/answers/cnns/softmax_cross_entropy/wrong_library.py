# outcome: failed
# message: scipy.special

import numpy as np
from scipy.special import log_softmax, softmax


def softmax_cross_entropy(logits, labels):
    rows = np.arange(len(labels))
    gradient = softmax(logits, axis=1)
    gradient[rows, labels] -= 1
    return -log_softmax(logits, axis=1)[rows, labels].mean(), gradient / len(labels)
