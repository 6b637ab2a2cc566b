# outcome: failed
# message: A row should hold the pictures of one *true* class
# parts: 2 of 3
def confusion_matrix(true_labels, predicted_labels, classes):
    return [[sum((true_labels == t) & (predicted_labels == p)) for t in classes] for p in classes]
