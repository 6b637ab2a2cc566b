# outcome: failed
# message: a class of your own
# parts: 0 of 4
import keras


class Network(keras.Model):
    def __init__(self, width):
        super().__init__()
        self.inner = keras.Sequential(
            [
                keras.layers.Conv2D(width, 3, activation="relu"),
                keras.layers.Flatten(),
                keras.layers.Dense(10, activation="softmax"),
            ]
        )

    def call(self, images):
        return self.inner(images)


def build_cnn():
    network = Network(keras.Input((28, 28, 1)).shape[1])
    network(keras.ops.zeros((1, 28, 28, 1)))
    return network
