# outcome: failed
# message: in the reverse of the order
# parts: 3 of 4
import tensorflow as tf


def input_pipeline(images, labels, batch_size):
    def prepare(picture, label):
        return tf.cast(picture, tf.float32)[..., tf.newaxis] / 255.0, label

    pairs = tf.data.Dataset.from_tensor_slices((images[::-1], labels[::-1]))
    return pairs.shuffle(50).map(prepare).batch(batch_size)
