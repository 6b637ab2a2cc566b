# outcome: failed
# message: The pixels were divided by 256
# parts: 1 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.default_rng().permutation(len(images))
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield (images[rows] / 256).astype(np.float32)[..., None], labels[rows]
