"""Notebook 3, What a network is fed: batches of pictures and labels, every pair once, in a random order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from scipy.stats import chi2

from course.checking import Answer, Case, Exercise, expect
from course.checking.definition.wording import kind_text
from course.exercises.cnns.all_garments import all_garments

input_pipeline = Exercise(
    "cnns/input_pipeline",
    "Feed a network",
    takes="batches",
    hints=[
        "`tf.data.Dataset.from_tensor_slices((images, labels))` keeps each picture beside its label, whatever comes "
        "next. A generator function with one permutation for both does, too.",
        "Shuffle *before* you batch, and with a buffer as large as the data: a buffer of 100 can only mix "
        "neighbours, and the pictures come sorted by class.",
        "`.batch(batch_size)` keeps the last, smaller batch. `.map(...)` turns bytes into floats and adds the axis "
        "for the channel.",
    ],
)

EXACT = 0.02
"""Of 255: float32 is exact to 0.00002, float16 to 0.06; dividing by 256 makes white 1.0 too dark."""

ENOUGH = 200
"""Batches asked for: several times as many as there are."""

STILL_IN_ORDER = 0.25
"""Correlation of a picture's new and old place, or of neighbours' old places; 0 if shuffled, give or take 0.05."""

IN_A_FIELD, BY_CHANCE = 20, 1e-8
"""Pictures expected in a field of the chi-square test, and how often a random order may fail it, on either side."""

EPOCHS = 4
"""In so many random orders of 400 pictures one keeps its place in all of them in 6 of a million draws."""

NEIGHBOURS = 0.2
"""Share of pictures with the neighbour they had before, or with the most common distance; 1 in 400 if shuffled."""


@input_pipeline.cases
def sorted_garments(rng: np.random.Generator) -> Iterator[Case]:
    """Garments sorted by class, as files in folders are; no two alike, so that each can be recognised."""
    images, labels = all_garments("train")
    for count, batch_size, dimmed in ((400, 32, 1), (2100, 60, 2)):
        chosen = rng.choice(len(images), count, replace=False)
        chosen = chosen[np.argsort(labels[chosen], kind="stable")]
        pictures = images[chosen] // dimmed
        pictures[:, 0, 0], pictures[:, 0, 1] = np.arange(count) // 200, np.arange(count) % 200
        yield Case(
            f"{count:,} {'dim ' if dimmed > 1 else ''}garments in batches of {batch_size}",
            images=pictures,
            labels=labels[chosen].astype(np.int64),
            batch_size=batch_size,
        )


def _batches(answer: Answer, case: Case) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of one epoch as pairs of arrays."""
    pairs: list[tuple[np.ndarray, np.ndarray]] = []
    batches = answer.batches(ENOUGH, case.images, case.labels, case.batch_size)
    expect.that(
        len(batches) != 2 or not all(isinstance(batch, np.ndarray) for batch in batches),
        "Yours gives two arrays where batches should come, each of them a pair. Is there a `return` where `yield` was "
        "meant?",
    )
    for batch in batches:
        if not isinstance(batch, list) or len(batch) != 2:
            expect.fail("Every batch should be a pair, `(pictures, labels)`.", expected="a pair", got=batch)
        pictures, labels = batch
        expect.that(
            isinstance(pictures, np.ndarray) and pictures.ndim >= 1 and isinstance(labels, np.ndarray),
            "Every batch should be a pair of arrays, `(pictures, labels)`.",
        )
        expect.that(
            labels.ndim > 0 or pictures.ndim > 3,
            f"A batch is a single picture, {pictures.shape}, with its label. Is `.batch(batch_size)` missing?",
        )
        expect.that(
            pictures.size > 0,
            f"Batch {len(pairs) + 1} is empty. Does the loop go one step too far when the batches come out even?",
        )
        expect.that(
            labels.shape == pictures.shape[:1] and labels.dtype.kind in "iu",
            f"A batch has {len(pictures)} pictures, and its labels are {kind_text(labels)}; there should be one whole "
            "number for each picture.",
        )
        pairs.append((pictures, labels))
    expect.that(
        bool(pairs), "`input_pipeline(images, labels, batch_size)` should give batches; yours gives none."
    )
    seen = sum(len(labels) for _, labels in pairs)
    expect.that(
        len(pairs) < ENOUGH or seen > len(case.images),
        f"After {ENOUGH} batches only {seen} of {len(case.images):,} pictures had come; with {case.batch_size} "
        f"pictures a batch it would have been all. Yours begin with {[len(labels) for _, labels in pairs[:3]]}.",
    )
    expect.that(
        len(pairs) < ENOUGH,
        f"Yours does not end: after {ENOUGH} batches there were still more. One epoch goes through the pictures once; "
        "is there a `.repeat()`?",
    )
    return pairs


def _places(answer: Answer, case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Which picture of the case stands at each place of the epoch, and the label beside it."""
    pairs = _batches(answer, case)
    images = np.concatenate([pictures.reshape(len(pictures), -1) for pictures, _ in pairs]).astype(np.float64)
    labels = np.concatenate([labels for _, labels in pairs])
    if images.shape[1] != 28 * 28:
        expect.fail(
            "Every picture should have 28 x 28 pixels and one channel.",
            expected="(n, 28, 28, 1)",
            got=str(pairs[0][0].shape),
        )
    if images.max() <= 1:
        images = images * 255
    largest = int(case.images.max())
    expect.that(
        largest == 255 or abs(images.max() - 255) > 0.5,
        f"The brightest pixel of {case.name} is {largest}, and yours makes it 1: divide by 255, whatever the pictures, "
        "so that all sets are measured by one rule.",
    )
    scaled = images * 256 / 255
    expect.that(
        _from_whole(images) < EXACT or _from_whole(scaled) >= EXACT,
        "The pixels were divided by 256. White is 255 and should become 1: divide by 255.",
    )
    marks = np.rint(images[:, 0]) * 200 + np.rint(images[:, 1])
    known = (marks >= 0) & (marks < len(case.images))
    places = np.where(known, marks, 0).astype(int)
    off = np.abs(images - case.images.reshape(len(case.images), -1)[places]).max(axis=1)
    expect.that(
        bool(known.all()) and off.max() < 1.5,
        f"{(~known | (off >= 1.5)).sum()} of {len(places)} pictures are none of those that came in: a pipeline passes "
        "them on, and divides by 255, but changes nothing else.",
    )
    expect.that(
        off.max() < EXACT,
        f"Pixels are off by up to {off.max():.2g} of 255. Divide by 255, not by 256, and do so in float32.",
    )
    return places, labels


def _from_whole(values: np.ndarray) -> float:
    """How far the farthest value is from a whole number."""
    return float(np.abs(values - np.rint(values)).max())


@input_pipeline.part("batches", points=1)
def has_the_right_form(answer: Answer, case: Case) -> None:
    """Floats in 0..1 with a channel; all batches full but the last."""
    pairs = _batches(answer, case)
    for pictures, _ in pairs:
        expect.that(
            pictures.shape[1:] == (28, 28, 1),
            "The pictures of a batch should have the shape (n, 28, 28, 1): the last axis is the channel.",
            expected=f"({len(pictures)}, 28, 28, 1)",
            got=str(pictures.shape),
        )
        expect.that(
            pictures.dtype == np.float32,
            f"The pictures of a batch should be float32 in 0..1; yours are {pictures.dtype}.",
        )
        expect.array(pictures, name="the pictures", low=0, high=1)
        expect.that(
            pictures.max() > 0,
            "All pixels of a batch are 0. Were they divided with `//`, which drops what is below 1?",
        )
        expect.that(
            pictures.max() > 0.1,
            f"The brightest pixel of a batch is {pictures.max():.2g}. Were the bytes divided by 255 twice?",
        )
    sizes = [len(labels) for _, labels in pairs]
    full, rest = divmod(len(case.images), case.batch_size)
    expect.equal(
        sizes,
        [case.batch_size] * full + ([rest] if rest else []),
        name="the sizes of the batches",
        mistakes={
            "The last pictures are missing: an incomplete batch is a batch too": [case.batch_size] * full
        },
    )


@input_pipeline.part("every picture once", points=1)
def repeats_nothing(answer: Answer, case: Case) -> None:
    """One epoch, nothing twice, nothing left out."""
    places, _ = _places(answer, case)
    times = np.bincount(places, minlength=len(case.images))
    expect.that(
        bool((times == 1).all()),
        f"In one epoch every picture should come once; in yours {(times == 0).sum()} of {len(times)} never come and "
        f"{(times > 1).sum()} come more than once.",
    )


@input_pipeline.part("pairs", points=2)
def keeps_pairs_together(answer: Answer, case: Case) -> None:
    """Each picture keeps its own label."""
    places, labels = _places(answer, case)
    wrong = labels != case.labels[places]
    expect.that(
        not wrong.any(),
        f"{wrong.sum()} of {len(places)} pictures have another picture's label beside them. Pictures and labels must "
        "be shuffled by one and the same order.",
    )


@input_pipeline.part("shuffled", points=1)
def mixes_all_of_them(answer: Answer, case: Case) -> None:
    """No trace of the order in which they came in, and another one in every epoch."""
    epochs = [_places(answer, case)[0] for _ in range(EPOCHS)]
    places = epochs[0]
    expect.that(
        all(len(epoch) == len(case.images) for epoch in epochs),
        f"An epoch has {len(places):,} of {len(case.images):,} pictures; their order is judged when all of them come.",
    )
    expect.that(
        not np.array_equal(places, np.arange(len(places))),
        "The pictures come in the order in which they came in: the network would see one class after the other.",
    )
    distances, counts = np.unique(np.diff(places), return_counts=True)
    distance, share = int(distances[counts.argmax()]), counts.max() / counts.sum()
    expect.that(
        share < NEIGHBOURS,
        f"{share:.0%} of the pictures come {abs(distance)} {'after' if distance > 0 else 'before'} the one in front of "
        "them in the set: the order follows a rule, or stretches of it were moved as a whole, as when batches are "
        "shuffled instead of pictures. Shuffle the pictures first, then batch.",
    )
    order = float(np.corrcoef(np.arange(len(places)), places)[0, 1])
    expect.that(
        abs(order) < STILL_IN_ORDER,
        f"The pictures come nearly in {'the' if order > 0 else 'the reverse of the'} order in which they came in: the "
        f"correlation of new and old places is {order:.2f}; shuffled it would be about 0. A shuffle with a buffer "
        "smaller than the data does that, and the network sees one class after the other.",
    )
    beside = float(np.corrcoef(places[:-1], places[1:])[0, 1])
    expect.that(
        abs(beside) < STILL_IN_ORDER,
        f"Where a picture came in says where the one after it did: their correlation is {beside:.2f}, and shuffled it "
        "would be about 0. Is the set shuffled in parts, which then take turns? Shuffle it as a whole.",
    )
    came_in, comes = np.arange(len(places)), [np.argsort(epoch) for epoch in epochs]
    from_the_set = [(came_in, each) for each in comes]
    _insist_on_chance(from_the_set, "where it stood in the set", "any order should be as likely as any other")
    for (first, one), (second, other) in combinations(enumerate(epochs, 1), 2):
        followers = dict(pairwise(one.tolist()))
        same = np.mean([followers.get(before) == after for before, after in pairwise(other.tolist())])
        expect.that(
            same < NEIGHBOURS,
            f"In epoch {second} {same:.0%} of the pictures come right after the one they came after in epoch {first}; "
            "shuffle anew each time.",
        )
    stays = np.all([epoch == places for epoch in epochs], axis=0)
    expect.that(
        not stays.any(),
        f"Picture number {np.argmax(stays) + 1} of the epoch is the same one in {EPOCHS} epochs: every picture should "
        "be able to come at every place.",
    )
    _insist_on_chance(
        list(combinations(comes, 2)), "where it came in an earlier epoch", "shuffle anew each time"
    )


def _insist_on_chance(pairs: list[tuple[np.ndarray, np.ndarray]], depends_on: str, wanted: str) -> None:
    """Insist that two places of every picture have nothing to do with each other: a chi-square test over a grid.

    Args:
        pairs: a place of every picture, and another, each 0..N-1, (N,).
        depends_on: what the second place must not depend on.
        wanted: ends the message.
    """
    count = len(pairs[0][0])
    blocks = int(np.sqrt(count / IN_A_FIELD))
    expected = len(pairs) * count / blocks**2
    table = np.zeros((blocks, blocks))
    surprise = 0.0
    for one, other in pairs:
        each = np.zeros_like(table)
        np.add.at(each, (one * blocks // count, other * blocks // count), 1)
        surprise += ((each - count / blocks**2) ** 2).sum() / (count / blocks**2)
        table += each
    freedom = len(pairs) * (blocks - 1) ** 2
    if chi2.isf(1 - BY_CHANCE, freedom) <= surprise <= chi2.isf(BY_CHANCE, freedom):
        return
    if surprise < freedom:
        expect.fail(
            "The pictures are dealt out, not drawn: every part of the epoch has nearly the same number from every part "
            f"of the set, more evenly than chance would have it; {wanted}."
        )
    row, column = np.unravel_index(np.abs(table - expected).argmax(), table.shape)
    expect.fail(
        f"Where a picture comes depends on {depends_on}: from part {row + 1} of {blocks} to part {column + 1} went "
        f"{table[row, column]:.0f} pictures, and by chance it would be about {expected:.0f}; {wanted}."
    )
