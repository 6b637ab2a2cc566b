import numpy as np



def confusion_matrix(true_labels, predicted_labels, classes):
    place = {name: i for i, name in enumerate(classes)}
    matrix = np.zeros((len(classes), len(classes)), dtype=int)
    for t, p in zip(true_labels, predicted_labels):
        matrix[place[t], place[p]] += 1
    return matrix
