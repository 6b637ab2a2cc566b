import numpy as np



def confusion_matrix(true_labels, predicted_labels, classes):
    order = np.argsort(classes)
    rows = order[np.searchsorted(classes, true_labels, sorter=order)]
    columns = order[np.searchsorted(classes, predicted_labels, sorter=order)]
    matrix = np.zeros((len(classes),) * 2, np.uint16)
    np.add.at(matrix, (rows, columns), 1)
    return matrix
