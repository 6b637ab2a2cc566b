import numpy as np


def label_errors(probabilities, labels):
    thresholds = [probabilities[labels == k][:, k].mean() for k in range(10)]
    doubtful = []
    for row in range(len(labels)):
        above = [k for k in range(10) if probabilities[row, k] >= thresholds[k]]
        if above and max(above, key=lambda k: probabilities[row, k]) != labels[row]:
            doubtful.append(row)
    return doubtful
