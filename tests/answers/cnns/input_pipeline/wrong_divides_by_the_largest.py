# outcome: failed
# message: divide by 255, whatever the pictures
import numpy as np


def input_pipeline(images, labels, batch_size):
    order = np.random.permutation(len(images))
    for start in range(0, len(order), batch_size):
        chosen = order[start : start + batch_size]
        yield (images[chosen, :, :, None] / images.max()).astype("float32"), labels[chosen]
