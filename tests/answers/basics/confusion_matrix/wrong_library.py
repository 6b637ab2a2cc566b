# outcome: failed
# message: calls `sklearn.metrics.confusion_matrix`
# parts: 0 of 3
from sklearn import metrics


def confusion_matrix(true_labels, predicted_labels, classes):
    return metrics.confusion_matrix(true_labels, predicted_labels, labels=classes)
