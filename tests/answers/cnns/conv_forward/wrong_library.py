# outcome: failed
# message: calls a function of `keras`

import keras
import numpy as np


def conv_forward(images, kernels, bias, stride, padding):
    return np.asarray(keras.ops.conv(images, kernels, strides=stride, padding=padding)) + bias
