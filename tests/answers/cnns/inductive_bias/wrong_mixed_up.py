# outcome: failed
# message: the lower end should reach 82%
# parts: 1 of 2
import keras
from keras import layers

from course.synth.mnist_1d import mnist_1d

keras.utils.set_random_seed(4)
signals = mnist_1d(42, shuffled=True)
inductive_bias = keras.Sequential(
    [
        keras.Input((40, 1)),
        layers.Conv1D(25, 5, strides=2, padding="same", activation="relu"),
        layers.Conv1D(25, 3, strides=2, padding="same", activation="relu"),
        layers.Conv1D(25, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ]
)
EPOCHS = 4
rate = keras.optimizers.schedules.CosineDecay(1e-2, EPOCHS * 63)
inductive_bias.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
inductive_bias.fit(signals.train[..., None], signals.train_labels, batch_size=64, epochs=EPOCHS, verbose=0)
