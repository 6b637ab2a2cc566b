# outcome: failed
# message: a probability is never below 0
# parts: 1 of 2
import keras
from keras import layers

keras.utils.set_random_seed(0)
inductive_bias = keras.Sequential(
    [
        keras.Input((40, 1)),
        layers.Conv1D(25, 5, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(10),
    ]
)
