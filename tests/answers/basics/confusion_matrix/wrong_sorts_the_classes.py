# outcome: failed
# message: Yours follows the sorted names; rows and columns follow the order of `classes`
# parts: 2 of 3
def confusion_matrix(true_labels, predicted_labels, classes):
    classes = sorted(classes)
    return [[sum((true_labels == t) & (predicted_labels == p)) for p in classes] for t in classes]
