# outcome: failed
# message: another picture's label
# parts: 3 of 4

import numpy as np


def input_pipeline(images, labels, batch_size):
    images = np.random.permutation(images)[..., None].astype(np.float32) / 255
    labels = np.random.permutation(labels)
    for start in range(0, len(images), batch_size):
        yield images[start : start + batch_size], labels[start : start + batch_size]
