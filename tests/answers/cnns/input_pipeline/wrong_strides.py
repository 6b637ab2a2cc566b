# outcome: failed
# message: the order follows a rule
# parts: 3 of 4
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = (np.arange(len(images)) * 37 + np.random.randint(len(images))) % len(images)
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield (images[chosen, :, :, None] / 255).astype("float32"), labels[chosen]
