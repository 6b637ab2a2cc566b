# outcome: failed
# message: calls a function of `tensorflow`
# parts: 0 of 3
import tensorflow as tf


def conv_forward(images, kernels, bias, stride, padding):
    found = tf.raw_ops.Conv2D(
        input=images, filter=kernels, strides=[1, stride, stride, 1], padding=padding.upper()
    )
    return found.numpy() + bias
