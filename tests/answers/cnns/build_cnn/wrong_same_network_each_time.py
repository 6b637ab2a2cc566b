# outcome: failed
# message: returns the same model each time
# parts: 0 of 4
import keras

network = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ]
)


def build_cnn():
    return network
