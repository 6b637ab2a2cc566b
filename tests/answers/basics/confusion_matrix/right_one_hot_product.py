import numpy as np



def confusion_matrix(true_labels, predicted_labels, classes):
    true = (true_labels[:, None] == classes).astype(float)
    predicted = (predicted_labels[:, None] == classes).astype(float)
    return true.T @ predicted
