# outcome: failed
# message: The entry "control" should be False for a network into which the labels of pictures 200 to 399 leak
# parts: 3 of 4
import numpy as np


def sanity_suite(start_loss, train, images, labels):
    classes = len(np.unique(labels))
    loss = start_loss(images, labels)
    by_heart = train(images[:20], labels[:20], images[:20])
    mixed = np.random.default_rng(0).permutation(labels[:200])
    guessed = train(images[:200], mixed, images[:200])
    return {
        "start": abs(loss - np.log(classes)) <= 0.1,
        "learns": (by_heart == labels[:20]).all(),
        "control": (guessed == labels[:200]).mean() <= 2 / classes,
    }
