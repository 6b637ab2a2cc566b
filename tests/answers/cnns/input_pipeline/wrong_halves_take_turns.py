# outcome: failed
# message: Is the set shuffled in parts, which then take turns?
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    rng = np.random.default_rng()
    half = len(images) // 2
    order = np.empty(len(images), int)
    order[0::2], order[1::2] = rng.permutation(half), half + rng.permutation(len(images) - half)
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
