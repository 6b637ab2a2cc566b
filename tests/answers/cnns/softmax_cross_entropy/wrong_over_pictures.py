# outcome: failed
# message: it goes over the classes of each picture
import numpy as np


def softmax_cross_entropy(logits, labels):
    n = len(labels)
    z = logits - np.max(logits, axis=0, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=0, keepdims=True))
    loss = -np.mean(log_p[np.arange(n), labels])
    gradient = np.exp(log_p)
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
