# outcome: failed
# message: a `return` where `yield` was
# parts: 0 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.permutation(len(images))
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        return (images[chosen, :, :, None] / 255).astype("float32"), labels[chosen]
