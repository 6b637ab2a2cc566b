# outcome: failed
# message: In epoch 3 100% of the pictures come right after the one they came after in epoch 1
# parts: 3 of 4
import numpy as np

calls = 0


def input_pipeline(images, labels, batch_size):
    global calls
    calls += 1
    order = np.random.default_rng(calls % 2).permutation(len(images))
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 255).astype(np.float32)[..., None], labels[rows]
