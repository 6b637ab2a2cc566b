import numpy as np
from sklearn.utils import shuffle


def input_pipeline(images, labels, batch_size):
    images, labels = shuffle(images, labels)
    images = np.expand_dims(images.astype(np.float32) / 255, -1)
    splits = range(batch_size, len(images), batch_size)
    return list(zip(np.split(images, splits), np.split(labels, splits)))
