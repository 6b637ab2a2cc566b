def confusion_matrix(true_labels, predicted_labels, classes):
    return [[sum((true_labels == t) & (predicted_labels == p)) for p in classes] for t in classes]
