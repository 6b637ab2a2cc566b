# outcome: failed
# message: should be 6 x 6; yours is 3 x 3
# parts: 2 of 3
import numpy as np


def confusion_matrix(true_labels, predicted_labels, classes):
    seen = [name for name in classes if name in true_labels or name in predicted_labels]
    return np.array([[np.sum((true_labels == t) & (predicted_labels == p)) for p in seen] for t in seen])
