# outcome: failed
# message: Picture number 1 of the epoch is the same one in 4 epochs
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.append(0, np.random.default_rng().permutation(np.arange(1, len(images))))
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
