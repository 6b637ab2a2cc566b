# outcome: failed
# message: A pair that comes twice counts once in yours
# parts: 0 of 3
import numpy as np


def confusion_matrix(true_labels, predicted_labels, classes):
    place = {name: i for i, name in enumerate(classes)}
    rows = [place[t] for t in true_labels]
    columns = [place[p] for p in predicted_labels]
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    matrix[rows, columns] += 1
    return matrix
