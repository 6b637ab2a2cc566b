# outcome: failed
# message: Where a picture comes depends on where it came in an earlier epoch
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.default_rng(0).permutation(len(images))
    order = order[np.argsort(np.arange(len(order)) + np.random.default_rng().random(len(order)) * len(order) / 6)]
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
