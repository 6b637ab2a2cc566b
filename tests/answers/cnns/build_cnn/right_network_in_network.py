import keras


def block(filters):
    return keras.Sequential(
        [
            keras.layers.Conv2D(filters, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
        ]
    )


def build_cnn():
    network = keras.Sequential([block(8), block(16), keras.layers.Flatten()])
    network.add(keras.layers.Dense(10, activation="softmax"))
    network.build((None, 28, 28, 1))
    return network
