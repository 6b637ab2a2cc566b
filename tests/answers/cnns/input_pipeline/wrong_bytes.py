# outcome: failed
# message: should be float32
# parts: 3 of 4
import tensorflow as tf


def input_pipeline(images, labels, batch_size):
    def prepare(picture, label):
        return picture[..., tf.newaxis], label

    pairs = tf.data.Dataset.from_tensor_slices((images, labels))
    return pairs.shuffle(len(images)).map(prepare).batch(batch_size)
