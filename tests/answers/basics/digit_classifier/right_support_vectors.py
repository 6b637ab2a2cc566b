import numpy as np
from sklearn.svm import SVC


def digit_classifier(train_images, train_labels, new_images):
    def table(images):
        return images.reshape(len(images), -1) / (255 if images.dtype == np.uint8 else 1)

    return SVC(C=10).fit(table(train_images), train_labels).predict(table(new_images))
