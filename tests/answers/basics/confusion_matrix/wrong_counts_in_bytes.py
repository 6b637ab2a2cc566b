# outcome: failed
# message: Yours starts again at 0 after 255
# parts: 1 of 3
import numpy as np


def confusion_matrix(true_labels, predicted_labels, classes):
    table = np.zeros((len(classes), len(classes)), dtype="uint8")
    for row, truth in enumerate(classes):
        for column, guess in enumerate(classes):
            table[row, column] = np.uint8(np.sum((true_labels == truth) & (predicted_labels == guess)) % 256)
    return table
