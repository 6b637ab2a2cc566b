# outcome: failed
# message: e to the power of a large number
# parts: 2 of 3
import numpy as np


def softmax_cross_entropy(logits, labels):
    n = len(labels)
    z = np.asarray(logits)
    log_p = np.log(np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True))
    loss = -np.mean(log_p[np.arange(n), labels])
    gradient = np.exp(log_p)
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
