"""Notebook 4, Train: tests of a network before it is trained for long, graded on healthy networks and on ill ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import ndimage

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.all_garments import all_garments

CLASSES = (5, 8)
"""With ten, 200 pictures are too few: a healthy network is right for more than 2/C by luck, once in thousands."""

PICTURES = 400
MOST = 1000
"""Pictures that a network takes at a time."""

Network = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""Pictures (n, 28, 28), labels (n,), new pictures (m, 28, 28) -> predicted labels (m,)."""

CHECKS = ("start", "learns", "control")

sanity_suite = Exercise(
    "cnns/sanity_suite",
    "Three tests before training",
    hints=[
        "`classes = len(np.unique(labels))`. The start is right when `abs(start_loss(images, labels) - "
        "np.log(classes))` is at most 0.1.",
        "For `learns`: `few = slice(0, 20)`, then `train(images[few], labels[few], images[few])` should give back "
        "`labels[few]`, all of them.",
        "For `control`: shuffle a copy of the first half's labels, train on the first half with them, and compare "
        "what comes for the second half with its *true* labels. Right by chance is 1 of C; more than 2 of C is "
        "suspicious.",
    ],
    seconds=20,
)


def ridge(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """A network that learns: least squares on pixels, with as many numbers as it needs for 20 pictures."""
    known, places = np.unique(labels, return_inverse=True)
    table, new = images.reshape(len(images), -1), new_images.reshape(len(new_images), -1)
    kernel = table @ table.T + 1e-3 * np.eye(len(table))
    return known[(new @ table.T @ np.linalg.solve(kernel, np.eye(len(known))[places])).argmax(axis=1)]


def stuck(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """A network whose weights do not move: always the most frequent class."""
    known, counts = np.unique(labels, return_counts=True)
    return np.full(len(new_images), known[counts.argmax()])


def nearly(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """A network that learns all its pictures but the last."""
    return _all_but(slice(-1, None), images, labels, new_images)


def modest(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """A healthy network without much room: learns 20 pictures by heart; of more it forgets every tenth."""
    forgotten = slice(None, None, 10) if len(images) > 20 else slice(0)
    return _all_but(forgotten, images, labels, new_images)


def _all_but(forgotten: slice, images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """As `ridge`, but for some of the pictures it learned from: these get another class."""
    named, known = ridge(images, labels, new_images), np.unique(labels)
    others = known[(np.searchsorted(known, labels) + 1) % len(known)]
    for image, other in zip(images[forgotten], others[forgotten], strict=True):
        named[(new_images == image).all(axis=(1, 2))] = other
    return named


def short_sighted(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    """A network that is too small: it sees four grey levels of each picture."""

    def coarse(pictures: np.ndarray) -> np.ndarray:
        return ndimage.zoom(pictures, (1, 2 / 28, 2 / 28), order=1)

    return _nearest_mean(coarse(images), labels, coarse(new_images))


def _nearest_mean(images: np.ndarray, labels: np.ndarray, new_images: np.ndarray) -> np.ndarray:
    known = np.unique(labels)
    means = np.stack([images[labels == label].mean(axis=0).ravel() for label in known])
    distances = ((new_images.reshape(len(new_images), 1, -1) - means) ** 2).sum(axis=2)
    return known[distances.argmin(axis=1)]


def knowing(images: np.ndarray, labels: np.ndarray, share: float, rng: np.random.Generator) -> Network:
    """A network into which true labels leak, of so many of its pictures, whatever it is trained on."""
    answers = {image.tobytes(): label for image, label in zip(images, labels, strict=True)}
    leaked = {key: label for key, label in answers.items() if rng.random() < share}

    def train(pictures: np.ndarray, names: np.ndarray, new_pictures: np.ndarray) -> np.ndarray:
        own = ridge(pictures, names, new_pictures)
        return np.array(
            [leaked.get(new.tobytes(), label) for new, label in zip(new_pictures, own, strict=True)]
        )

    return train


@sanity_suite.cases("healthy")
def healthy_networks(rng: np.random.Generator) -> Iterator[Case]:
    """Start at ln C, learn, and know nothing they were not told."""
    for classes in CLASSES:
        images, labels = garments(rng, classes)
        yield case_of(rng, f"a healthy network, {classes} classes", images, labels, ridge)
    yield case_of(rng, f"a small healthy network, {classes} classes", images, labels, modest)


@sanity_suite.cases("start")
def bad_starts(rng: np.random.Generator) -> Iterator[Case]:
    """Weights too large, or a loss of the wrong kind."""
    images, labels = garments(rng, int(rng.choice(CLASSES)))
    large = float(rng.uniform(0.6, 5))
    yield case_of(rng, "a network with weights too large at the start", images, labels, ridge, surplus=large)
    low = -float(rng.uniform(0.3, 0.8))
    yield case_of(rng, "a network that starts below ln C", images, labels, ridge, surplus=low)


@sanity_suite.cases("cannot learn")
def slow_learners(rng: np.random.Generator) -> Iterator[Case]:
    """Fail on 20 pictures."""
    images, labels = garments(rng, int(rng.choice(CLASSES)))
    yield case_of(rng, "a network whose weights do not move", images, labels, stuck)
    yield case_of(rng, "a network that is too small", images, labels, short_sighted)
    yield case_of(rng, "a network that learns 19 of 20 pictures", images, labels, nearly)


@sanity_suite.cases("knows too much")
def leaks(rng: np.random.Generator) -> Iterator[Case]:
    """Right although the labels it learned from were shuffled."""
    images, labels = garments(rng, int(rng.choice(CLASSES)))
    for share, words in ((1.0, "into which all labels leak"), (0.6, "into which many labels leak")):
        leaking = knowing(images, labels, share, rng)
        yield case_of(rng, f"a network {words}", images, labels, leaking, leaks=True)
    second_half = knowing(images[PICTURES // 2 :], labels[PICTURES // 2 :], 1.0, rng)
    yield case_of(
        rng,
        "a network into which the labels of pictures 200 to 399 leak",
        images,
        labels,
        second_half,
        leaks=True,
    )


def garments(rng: np.random.Generator, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """400 garments of so many classes, equally often, in a random order: floats (400, 28, 28) in 0..1, and labels."""
    images, labels = all_garments("train")
    kept = rng.choice(10, classes, replace=False)
    rows = [rng.choice(np.flatnonzero(labels == label), PICTURES // classes, replace=False) for label in kept]
    order = rng.permutation(np.concatenate(rows))
    return images[order] / 255, labels[order].astype(np.int64)


def case_of(
    rng: np.random.Generator,
    name: str,
    images: np.ndarray,
    labels: np.ndarray,
    network: Network,
    *,
    surplus: float = 0.0,
    leaks: bool = False,
    kind: str = "",
) -> Case:
    """A case whose functions check what a stranger gives them, as `Callback` wants it.

    Args:
        rng: draws what a loss at the start varies by.
        name: of the case.
        images: (400, 28, 28).
        labels: (400,).
        network: what is trained.
        surplus: how far the loss at the start is from ln C.
        leaks: true labels get into the network, whatever it is trained on.
        kind: of the case.
    """
    start = float(np.log(len(np.unique(labels)))) + surplus + float(rng.uniform(-0.05, 0.05))
    # A mean over a few pictures is off by much: a picture's loss varies.
    varies = rng.normal(0, 0.8, len(images))
    loss_of = {
        image.tobytes(): start + loss for image, loss in zip(images, varies - varies.mean(), strict=True)
    }
    ill = {
        "start": abs(surplus) > 0.1,
        "learns": network in (stuck, short_sighted, nearly),
        "control": leaks,
    }

    # The answer may call them with these names, which are those of the text.
    def start_loss(images: Any, labels: Any) -> float:
        images, _ = _insist_on_pictures(images, labels)
        return float(np.mean([loss_of.get(image.tobytes(), start) for image in images]))

    def train(images: Any, labels: Any, new_images: Any) -> np.ndarray:
        images, labels = _insist_on_pictures(images, labels)
        return network(images, labels, _insist_on_pictures(new_images)[0])

    return Case(
        name,
        kind=kind,
        start_loss=start_loss,
        train=train,
        images=images,
        labels=labels,
        loss=start,
        healthy={check: not ill[check] for check in CHECKS},
    )


def _insist_on_pictures(pictures: Any, names: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Both as arrays; lists are as good."""
    pictures = np.asarray(pictures)
    if pictures.dtype.kind != "f" or pictures.shape[1:] != (28, 28):
        raise ValueError("images should be floats (n, 28, 28)")
    if not 0 < len(pictures) <= MOST:
        raise ValueError(f"1 to {MOST:,} images at a time")
    if names is None:
        return pictures, np.zeros(len(pictures), int)
    names = np.asarray(names)
    if names.dtype.kind not in "iu" or names.shape != pictures.shape[:1]:
        raise ValueError("labels should be whole numbers, one for each image")
    return pictures, names


def _insist_on_findings(answer: Answer, case: Case) -> None:
    text = "sanity_suite(start_loss, train, images, labels)"
    got = answer.written(text, case.start_loss, case.train, case.images, case.labels)
    for check in CHECKS:
        passed = expect.truth(expect.entry(got, check), f'True or False as "{check}"')
        facts = (
            f" ({len(np.unique(case.labels))} classes, a loss of {case.loss:.2f})" if check == "start" else ""
        )
        expect.that(
            passed == case.healthy[check],
            f'The entry "{check}" should be {case.healthy[check]} for {case.name}{facts}; yours is {passed}.',
            expected=str(case.healthy[check]),
            got=str(passed),
        )


@sanity_suite.part("healthy networks", points=1, kinds=("healthy",))
def leaves_the_healthy_alone(answer: Answer, case: Case) -> None:
    """All three tests pass, however many classes there are."""
    _insist_on_findings(answer, case)


@sanity_suite.part("a wrong start", points=1, kinds=("start",))
def finds_a_wrong_start(answer: Answer, case: Case) -> None:
    """Too far from ln C on either side."""
    _insist_on_findings(answer, case)


@sanity_suite.part("cannot learn", points=1, kinds=("cannot learn",))
def finds_what_cannot_learn(answer: Answer, case: Case) -> None:
    """Not all of 20 pictures come back right."""
    _insist_on_findings(answer, case)


@sanity_suite.part("knows too much", points=2, kinds=("knows too much",))
def finds_a_leak(answer: Answer, case: Case) -> None:
    """Better than chance after learning nonsense."""
    _insist_on_findings(answer, case)
