# outcome: failed
# message: The pictures are dealt out, not drawn
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    rng = np.random.default_rng()
    turn = np.empty(len(labels))
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        turn[rows] = (np.arange(len(rows)) + rng.random(len(rows))) / len(rows)
    order = np.argsort(turn)
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
