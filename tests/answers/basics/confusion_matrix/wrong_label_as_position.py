# outcome: error
# message: IndexError
# parts: 2 of 3
import numpy as np


def confusion_matrix(true_labels, predicted_labels, classes):
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    for t, p in zip(true_labels, predicted_labels):
        matrix[t, p] += 1
    return matrix
