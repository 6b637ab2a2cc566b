# outcome: failed
# message: the lower end should reach 89%
# parts: 1 of 3
import numpy as np


def digit_classifier(train_images, train_labels, new_images):
    classes = np.unique(train_labels)
    means = np.array([train_images[train_labels == name].mean(axis=0).ravel() for name in classes])
    new = new_images.reshape(len(new_images), -1).astype(float)
    return classes[((new[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)]
