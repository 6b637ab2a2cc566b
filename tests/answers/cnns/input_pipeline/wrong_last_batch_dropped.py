# outcome: failed
# message: The last pictures are missing
# parts: 1 of 4
import tensorflow as tf


def input_pipeline(images, labels, batch_size):
    def prepare(picture, label):
        return tf.cast(picture, tf.float32)[..., tf.newaxis] / 255.0, label

    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    return pairs.shuffle(len(images)).map(prepare).batch(batch_size, drop_remainder=True)
