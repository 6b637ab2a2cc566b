import numpy as np
from skimage.feature import hog
from sklearn.svm import LinearSVC


def digit_classifier(train_images, train_labels, new_images):
    cell = train_images.shape[1] // 4

    def table(images):
        return np.array([hog(image, pixels_per_cell=(cell, cell), cells_per_block=(2, 2)) for image in images])

    return LinearSVC().fit(table(train_images), train_labels).predict(table(new_images)).astype(float)
