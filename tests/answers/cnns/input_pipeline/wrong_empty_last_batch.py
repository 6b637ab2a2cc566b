# outcome: failed
# message: one step too far
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.permutation(len(images))
    for start in range(0, len(order) + 1, batch_size):
        chosen = order[start : start + batch_size]
        yield (images[chosen, :, :, None] / 255).astype("float32"), labels[chosen]
