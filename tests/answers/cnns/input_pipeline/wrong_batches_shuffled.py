# outcome: failed
# message: as when batches are shuffled instead of pictures
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    full = len(images) // batch_size
    for number in [*np.random.default_rng(1).permutation(full), full]:
        chosen = slice(number * batch_size, (number + 1) * batch_size)
        if len(labels[chosen]):
            yield (images[chosen, :, :, None] / 255).astype("float32"), labels[chosen]
