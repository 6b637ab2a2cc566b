# outcome: failed
# message: Is `.batch(batch_size)` missing?
# parts: 0 of 4
import tensorflow as tf


def input_pipeline(images, labels, batch_size):
    pairs = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(len(images))
    return pairs.map(lambda picture, label: (tf.cast(picture, tf.float32)[..., None] / 255, label))
