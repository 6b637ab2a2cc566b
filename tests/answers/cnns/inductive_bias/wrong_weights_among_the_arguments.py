# outcome: failed
# message: at most 10,000 are allowed
# parts: 0 of 2
import keras
import numpy as np

table = np.random.default_rng(0).normal(size=(340, 30)).tolist()
inductive_bias = keras.Sequential(
    [
        keras.Input((40, 1)),
        keras.layers.Flatten(),
        keras.layers.Dense(30),
        keras.layers.RepeatVector(340),
        keras.layers.Rescaling(table),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
