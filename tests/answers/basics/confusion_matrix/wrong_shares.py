# outcome: failed
# message: These are shares of all pictures; return counts
# parts: 0 of 3
import numpy as np


def confusion_matrix(true_labels, predicted_labels, classes):
    counts = np.array([[np.sum((true_labels == t) & (predicted_labels == p)) for p in classes] for t in classes])
    return counts / len(true_labels)
