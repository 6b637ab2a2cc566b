from math import exp, log

import numpy as np


def softmax_cross_entropy(logits, labels):
    total = 0.0
    gradient = np.zeros(logits.shape)
    for i, (row, label) in enumerate(zip(logits, labels)):
        top = max(row)
        log_sum = top + log(sum(exp(z - top) for z in row))
        total += log_sum - row[label]
        for k, z in enumerate(row):
            gradient[i, k] = (exp(z - log_sum) - (k == label)) / len(labels)
    return total / len(labels), gradient
