# outcome: failed
# message: Probabilities near 0 were raised
# parts: 2 of 3
import numpy as np


def softmax_cross_entropy(logits, labels):
    n = len(labels)
    z = logits - np.max(logits, axis=1, keepdims=True)
    p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
    log_p = np.log(np.clip(p, 1e-12, None))
    loss = -np.mean(log_p[np.arange(n), labels])
    gradient = np.exp(log_p)
    gradient[np.arange(n), labels] -= 1
    gradient /= n
    return loss, gradient
