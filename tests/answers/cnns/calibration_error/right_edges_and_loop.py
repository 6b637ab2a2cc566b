import numpy as np


def calibration_error(probabilities, labels, bins):
    named = np.argmax(probabilities, axis=1)
    sure = probabilities[np.arange(len(labels)), named]
    edges = np.linspace(0, 1, bins + 1)
    total = 0
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        inside = (sure > low) & (sure <= high)
        if inside.any():
            total += inside.sum() * abs(np.mean(named[inside] == labels[inside]) - np.mean(sure[inside]))
    return total / len(labels)
