# outcome: failed
# message: calls a function of `keras`

import keras
import numpy as np


def max_pool(images, size, stride):
    return np.asarray(keras.ops.max_pool(images, size, stride))
