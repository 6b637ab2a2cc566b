import keras


def build_cnn():
    inputs = keras.Input(shape=(28, 28, 1), name="garments")
    x = keras.layers.Conv2D(24, 3, strides=2, padding="same", use_bias=False)(inputs)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.ReLU()(x)
    y = keras.layers.SeparableConv2D(24, 3, padding="same", activation="relu")(x)
    x = keras.layers.add([x, y])
    x = keras.layers.GlobalAveragePooling2D()(x)
    logits = keras.layers.Dense(10)(x)
    return keras.Model(inputs, keras.layers.Softmax()(logits))
