# outcome: error
# message: inconsistent numbers of samples
# parts: 2 of 3
from sklearn.neighbors import KNeighborsClassifier


def digit_classifier(train_images, train_labels, new_images):
    model = KNeighborsClassifier(3).fit(train_images.reshape(-1, 64), train_labels)
    return model.predict(new_images.reshape(len(new_images), 64))
