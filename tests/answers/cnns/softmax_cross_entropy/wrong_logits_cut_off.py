# outcome: failed
# message: Logits were cut off at 500
import numpy as np


def softmax_cross_entropy(logits, labels):
    powers = np.exp(np.clip(logits, -500, 500))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    rows = np.arange(len(labels))
    loss = -np.log(probabilities[rows, labels]).mean()
    probabilities[rows, labels] -= 1
    return loss, probabilities / len(labels)
