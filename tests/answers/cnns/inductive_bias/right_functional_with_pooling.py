import keras

from course.synth.mnist_1d import mnist_1d

keras.utils.set_random_seed(8)
signals = mnist_1d()
inputs = keras.Input(shape=(40, 1))
x = keras.layers.Conv1D(24, 5, padding="same", activation="relu")(inputs)
x = keras.layers.MaxPooling1D(2)(x)
x = keras.layers.Conv1D(32, 5, padding="same", activation="relu")(x)
x = keras.layers.MaxPooling1D(2)(x)
x = keras.layers.Flatten()(x)
inductive_bias = keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))
rate = keras.optimizers.schedules.CosineDecay(1e-2, 15 * 63)
inductive_bias.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
inductive_bias.fit(signals.train[:, :, None], signals.train_labels, batch_size=64, epochs=15, verbose=0)
