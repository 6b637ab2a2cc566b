# outcome: failed
# message: Every one of your answers is
# parts: 0 of 3
import numpy as np


def digit_classifier(train_images, train_labels, new_images):
    values, counts = np.unique(train_labels, return_counts=True)
    return np.full(len(new_images), values[counts.argmax()])
