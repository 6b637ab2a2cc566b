# outcome: failed
# message: one axis too many
# parts: 0 of 3
from sklearn.neighbors import KNeighborsClassifier


def digit_classifier(train_images, train_labels, new_images):
    model = KNeighborsClassifier(3).fit(train_images.reshape(len(train_images), -1), train_labels)
    return model.predict_proba(new_images.reshape(len(new_images), -1))
