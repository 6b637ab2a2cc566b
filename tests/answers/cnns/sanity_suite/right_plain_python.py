import math
import random


def sanity_suite(start_loss, train, images, labels):
    names = set(labels.tolist())
    start = start_loss(images=images, labels=labels)
    again = train(images[:20], labels[:20], images[:20])
    order = list(range(200))
    random.shuffle(order)
    told = train(images[:200], labels[:200][order], images[200:])
    hits = sum(int(a) == int(b) for a, b in zip(told, labels[200:], strict=True))
    return {
        "start": bool(math.log(len(names)) - 0.1 <= start <= math.log(len(names)) + 0.1),
        "learns": all(a == b for a, b in zip(again, labels[:20], strict=True)),
        "control": hits / 200 <= 2 / len(names),
    }
