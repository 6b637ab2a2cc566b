# outcome: failed
# message: The entry "learns" should be True for a small healthy network
# parts: 3 of 4
import numpy as np


def sanity_suite(start_loss, train, images, labels):
    classes = len(np.unique(labels))
    loss = start_loss(images, labels)
    by_heart = train(images, labels, images)
    mixed = np.random.default_rng(0).permutation(labels[:200])
    guessed = train(images[:200], mixed, images[200:])
    return {
        "start": abs(loss - np.log(classes)) <= 0.1,
        "learns": (by_heart == labels).all(),
        "control": (guessed == labels[200:]).mean() <= 2 / classes,
    }
