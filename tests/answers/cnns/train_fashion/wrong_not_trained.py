# outcome: failed
# message: the lower end should reach 80%
# parts: 1 of 3
import keras
import numpy as np

from course import data
from course.synth.draws import moved_about

keras.utils.set_random_seed(3)
pictures, labels = data.fashion_mnist("train")
pictures = pictures.astype(np.float32) / 255
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
EPOCHS = 0
steps = keras.optimizers.schedules.CosineDecay(3e-3, 157)
network.compile(keras.optimizers.Adam(steps), "sparse_categorical_crossentropy")
for _ in range(EPOCHS):
    shown = moved_about(np.random.default_rng(), pictures)[..., None]
    network.fit(shown, labels, batch_size=64, verbose=0)
train_fashion = network
