# outcome: failed
# message: the lower end should reach 89%
from sklearn.tree import DecisionTreeClassifier


def digit_classifier(train_images, train_labels, new_images):
    model = DecisionTreeClassifier(random_state=0).fit(train_images.reshape(len(train_images), -1), train_labels)
    return model.predict(new_images.reshape(len(new_images), -1))
