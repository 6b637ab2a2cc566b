# outcome: failed
# message: is the `return` missing
# parts: 0 of 4
import keras


def build_cnn():
    network = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    network.summary()
