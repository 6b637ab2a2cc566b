import keras
import numpy as np
import tensorflow as tf

from course import data

keras.utils.set_random_seed(5)
pictures, labels = data.fashion_mnist("train")


def moved(picture, label):
    padded = tf.pad(picture, [[2, 2], [2, 2], [0, 0]])
    return tf.image.random_crop(padded, (28, 28, 1)), label


table = tf.data.Dataset.from_tensor_slices((pictures[..., None].astype(np.float32) / 255, labels))
table = table.cache().shuffle(10_000).map(moved).batch(64).prefetch(2)
inputs = keras.Input((28, 28, 1))
x = keras.layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(inputs)
x = keras.layers.Conv2D(48, 3, strides=2, padding="same", activation="relu")(x)
x = keras.layers.Dense(32, activation="relu")(keras.layers.Flatten()(x))
train_fashion = keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
rates = keras.optimizers.schedules.CosineDecay(3e-3, 7 * 157)
train_fashion.compile(keras.optimizers.Adam(rates), "sparse_categorical_crossentropy", metrics=["accuracy"])
train_fashion.fit(table, epochs=7, verbose=0)
