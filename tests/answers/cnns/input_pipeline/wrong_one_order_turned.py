# outcome: failed
# message: shuffle anew each time
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.roll(np.random.default_rng(3).permutation(len(images)), np.random.randint(len(images)))
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield (images[chosen, :, :, None] / 255).astype("float32"), labels[chosen]
