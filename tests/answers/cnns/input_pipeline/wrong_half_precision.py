# outcome: failed
# message: Divide by 255, not by 256, and do so in float32
# parts: 1 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.default_rng().permutation(len(images))
    pixels = (images / 255).astype(np.float16).astype(np.float32)[..., None]
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield pixels[rows], labels[rows]
