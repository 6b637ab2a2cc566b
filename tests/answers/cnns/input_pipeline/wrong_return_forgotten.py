# outcome: failed
# message: Is a `return` or a `yield` missing?
# parts: 0 of 4
import tensorflow as tf


def input_pipeline(images, labels, batch_size):
    pairs = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images)).batch(batch_size)
    pairs.map(lambda pictures, names: (tf.cast(pictures, tf.float32)[..., None] / 255, names))
