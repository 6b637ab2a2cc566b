# outcome: failed
# message: Where a picture comes depends on where it
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    rng = np.random.default_rng()
    order = np.arange(len(images))
    for _ in range(3):
        upper = np.zeros(len(order), bool)
        upper[rng.choice(len(order), rng.binomial(len(order), 0.5), replace=False)] = True
        order[upper], order[~upper] = order[: upper.sum()].copy(), order[upper.sum() :].copy()
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
