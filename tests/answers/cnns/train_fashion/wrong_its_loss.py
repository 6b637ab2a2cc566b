# outcome: error
# message: a trained model with a `predict` method
# parts: 0 of 3
import keras
import numpy as np

from course import data
from course.synth.draws import moved_about

keras.utils.set_random_seed(3)
pictures, labels = data.fashion_mnist("train")
pictures, labels = pictures[:2500].astype(np.float32) / 255, labels[:2500]
network = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(48, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
EPOCHS = 1
steps = keras.optimizers.schedules.CosineDecay(4e-3, EPOCHS * 20)
network.compile(keras.optimizers.Adam(steps), "sparse_categorical_crossentropy")
for _ in range(EPOCHS):
    shown = moved_about(np.random.default_rng(), pictures)[..., None]
    network.fit(shown, labels, batch_size=128, verbose=0)
train_fashion = network.evaluate(shown, labels, verbose=0)
