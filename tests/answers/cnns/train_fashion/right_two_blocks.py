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
        keras.layers.Conv2D(8, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(48, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
EPOCHS = 7
steps = keras.optimizers.schedules.CosineDecay(4e-3, EPOCHS * 79)
network.compile(keras.optimizers.Adam(steps), "sparse_categorical_crossentropy")
for _ in range(EPOCHS):
    shown = moved_about(np.random.default_rng(), pictures)[..., None]
    network.fit(shown, labels, batch_size=128, verbose=0)
train_fashion = network
