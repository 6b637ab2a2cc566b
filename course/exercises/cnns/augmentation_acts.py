"""Notebook 3, What a network is fed: a test of augmentation, graded on good pipelines and on broken ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.exercises.cnns.all_garments import all_garments
from course.exercises.cnns.graded_tests import in_drawn_order, insist_on_verdict
from course.synth.draws import moved_about

Change = Callable[[np.random.Generator, np.ndarray], np.ndarray]
Pipeline = Callable[[np.random.Generator, Any, Any, Any], tuple[np.ndarray, np.ndarray]]

augmentation_acts = Exercise(
    "cnns/augmentation_acts",
    "Does it augment what it should?",
    hints=[
        "Three things can go wrong, so ask three questions: do training pictures change? Do validation pictures stay "
        "as they are? Do labels stay as they are, both times?",
        "A flip happens to about half of the pictures, so some may rightly stay as they are. Ask whether *any* of "
        "them has changed.",
        "Call the pipeline twice for training. The same result twice means that the change was drawn once, for ever.",
    ],
)


def flipped(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """About half of the pictures, mirrored."""
    chosen = rng.random(len(images)) < 0.5
    return np.where(chosen[:, None, None], images[:, :, ::-1], images)


def lit(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """Each brighter or darker by up to a fifth."""
    return np.clip(images * rng.uniform(0.8, 1.2, (len(images), 1, 1)), 0, 1)


def mirrored(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """Every picture, every time."""
    return images[:, :, ::-1]


def nothing(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """A layer that is there and does not act."""
    return images.copy()


def in_one_place(
    place: int, change: Callable[[np.ndarray], np.ndarray]
) -> Callable[[np.ndarray], np.ndarray]:
    """Change one picture or label alone, the same one each time; none where fewer are given."""

    def spoil(values: np.ndarray) -> np.ndarray:
        return np.concatenate([values[:place], change(values[place : place + 1]), values[place + 1 :]])

    return spoil


def one_picture(place: int, change: Callable[[np.ndarray], np.ndarray]) -> Change:
    """One picture alone, whatever is drawn."""
    spoil = in_one_place(place, change)
    return lambda rng, images: spoil(images)


def brighter(images: np.ndarray) -> np.ndarray:
    """By half a per cent: no eye sees it."""
    return 1.005 * images


def one_pixel(row: int, column: int) -> Callable[[np.ndarray], np.ndarray]:
    """One pixel, a tenth brighter or darker."""

    def change(images: np.ndarray) -> np.ndarray:
        changed, pixel = images.copy(), images[:, row, column]
        changed[:, row, column] = np.where(pixel > 0.5, pixel - 0.1, pixel + 0.1)
        return changed

    return change


def gently_lit(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """Each brighter or darker by up to a fiftieth."""
    return np.clip(images * rng.uniform(0.98, 1.02, (len(images), 1, 1)), 0, 1)


def last_ones_moved(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """The last ten alone."""
    return np.concatenate([images[:-10], moved_about(rng, images[-10:])])


def moved_by_one(labels: np.ndarray) -> np.ndarray:
    """Every label goes to the next picture."""
    return np.roll(labels, 1)


CHANGES: dict[str, Change] = {"flips": flipped, "shifts": moved_about, "brightness": lit}


def pipeline(
    rng: np.random.Generator,
    change: Change,
    *,
    validation: Change = nothing,
    labels_change: Callable[[np.ndarray], np.ndarray] = moved_by_one,
    labels_change_when: tuple[bool, ...] = (),
    frozen: bool = False,
    dtype: str = "float64",
) -> Pipeline:
    """A pipeline to be tested; gets what draws its changes, then what the learner's test gives it.

    Args:
        rng: draws what a frozen one does for ever.
        change: what happens to training pictures.
        validation: what happens to the others.
        labels_change: what happens to labels.
        labels_change_when: for which values of `training` it does.
        frozen: the change is drawn once, the same for every call.
        dtype: of the pictures it gives back.
    """
    frozen_seed = int(rng.integers(1 << 30))

    def run(
        draws: np.random.Generator, images: Any, labels: Any, training: Any
    ) -> tuple[np.ndarray, np.ndarray]:
        if (
            not isinstance(images, np.ndarray)
            or images.dtype.kind not in "iuf"
            or images.shape[1:] != (28, 28)
        ):
            raise ValueError("images should be an array (n, 28, 28) of numbers")
        if not isinstance(labels, np.ndarray) or labels.shape != images.shape[:1]:
            raise ValueError("labels should be an array with one label for each picture")
        if not isinstance(training, bool):
            raise ValueError("training should be True or False")
        if len(images) > 1000:
            raise ValueError("at most 1,000 pictures at a time")
        if frozen:
            draws = np.random.default_rng(frozen_seed)
        changed = (change if training else validation)(draws, images.astype(np.float64))
        return changed.astype(dtype), labels_change(labels) if training in labels_change_when else labels

    return run


@augmentation_acts.cases("good")
def good_pipelines(rng: np.random.Generator) -> Iterator[Case]:
    """Change training pictures, and those alone."""
    for what, change in CHANGES.items():
        yield case_of(rng, what, pipeline(rng, change), good=True)
    for what, change in {"gentle brightness": gently_lit, "shifts of the last ten": last_ones_moved}.items():
        yield case_of(rng, what, pipeline(rng, change), good=True)
    yield case_of(
        rng,
        "flips, computed in float32",
        pipeline(rng, flipped, dtype="float32"),
        good=True,
        why="It computes in float32, so pictures come back rounded, which is no change: `np.allclose` allows for it.",
    )


@augmentation_acts.cases("silent")
def silent_pipelines(rng: np.random.Generator) -> Iterator[Case]:
    """Change nothing, or every time the same."""
    yield from with_a_good_one(rng, "whose augmentation is off", pipeline(rng, nothing))
    yield from with_a_good_one(
        rng,
        "whose augmentation is off, and which computes in float32",
        pipeline(rng, nothing, dtype="float32"),
        why="Its pictures differ from those that went in by rounding alone, which is no change: `np.allclose` allows "
        "for it.",
    )
    yield from with_a_good_one(rng, "that was drawn once for ever", pipeline(rng, moved_about, frozen=True))


@augmentation_acts.cases("validation")
def pipelines_that_change_validation(rng: np.random.Generator) -> Iterator[Case]:
    """Change validation pictures too, or them alone; by chance, or always in the same way."""
    change = _any_change(rng)
    for what, subject in (
        ("that also changes validation pictures", pipeline(rng, change, validation=change)),
        ("with the two mixed up", pipeline(rng, nothing, validation=change)),
        ("that mirrors every validation picture", pipeline(rng, change, validation=mirrored)),
        (
            "that makes validation pictures brighter by 0.5 %",
            pipeline(rng, change, validation=lambda _, images: brighter(images)),
        ),
        (
            "that mirrors the last validation picture",
            pipeline(rng, change, validation=one_picture(39, lambda picture: picture[:, :, ::-1])),
        ),
        (
            "that makes the first validation picture brighter by 0.5 %",
            pipeline(rng, change, validation=one_picture(0, brighter)),
        ),
        *(
            (
                f"that changes one pixel of one validation picture, {where}",
                pipeline(rng, change, validation=one_picture(int(rng.integers(5, 35)), one_pixel(*pixel))),
            )
            for where, pixel in (("above on the left", (3, 4)), ("below on the right", (25, 24)))
        ),
    ):
        yield from with_a_good_one(rng, what, subject)


@augmentation_acts.cases("labels")
def pipelines_that_move_labels(rng: np.random.Generator) -> Iterator[Case]:
    """Hand labels to the wrong pictures."""
    for when, where in (((True, False), "everywhere"), ((True,), "in training"), ((False,), "in validation")):
        moving = pipeline(rng, _any_change(rng), labels_change_when=when)
        yield from with_a_good_one(rng, f"that moves labels {where}", moving)
    for training, where in ((True, "in training"), (False, "in validation")):
        for which, place in (("the first", 0), ("the last", 39), ("one", int(rng.integers(5, 35)))):
            wrong = in_one_place(place, lambda label: (label + 1) % 10)
            spoiling = pipeline(rng, _any_change(rng), labels_change=wrong, labels_change_when=(training,))
            yield from with_a_good_one(rng, f"that gives {which} picture a wrong label {where}", spoiling)


def _any_change(rng: np.random.Generator) -> Change:
    return list(CHANGES.values())[int(rng.integers(len(CHANGES)))]


def with_a_good_one(
    rng: np.random.Generator, what: str, broken: Pipeline, *, kind: str = "", why: str = ""
) -> list[Case]:
    """A broken pipeline and a good one."""
    name, change = list(CHANGES.items())[int(rng.integers(len(CHANGES)))]
    bad = case_of(rng, what, broken, good=False, kind=kind, why=why)
    good = case_of(rng, name, pipeline(rng, change), good=True, kind=kind)
    return in_drawn_order(rng, bad, good)


def case_of(
    rng: np.random.Generator, what: str, subject: Pipeline, *, good: bool, kind: str = "", why: str = ""
) -> Case:
    """A pipeline and garments to try it on: floats in 0..1, (40, 28, 28), several of every class."""
    images, labels = all_garments("train")
    chosen = rng.choice(len(images), 40, replace=False)
    return Case(
        f"a good pipeline ({what})" if good else f"a pipeline {what}",
        kind=kind,
        pipeline=subject,
        seed=int(rng.integers(1 << 30)),
        images=images[chosen] / 255,
        labels=labels[chosen].astype(np.int64),
        sound=good,
        why=why,
    )


@augmentation_acts.part("good pipelines pass", points=1, kinds=("good",))
def blames_no_good_one(answer: Answer, case: Case) -> None:
    """A flip happens to half of the pictures, and that is enough."""
    _insist_on_verdict(answer, case)


@augmentation_acts.part("augmentation that does not act", points=1, kinds=("silent",))
def notices_silence(answer: Answer, case: Case) -> None:
    """Nothing happens, or it happened once; good ones pass."""
    _insist_on_verdict(answer, case)


@augmentation_acts.part("validation pictures", points=2, kinds=("validation",))
def notices_changed_validation(answer: Answer, case: Case) -> None:
    """What is measured on changed pictures is no measurement; good ones pass."""
    _insist_on_verdict(answer, case)


@augmentation_acts.part("labels", points=1, kinds=("labels",))
def notices_moved_labels(answer: Answer, case: Case) -> None:
    """In training, in validation, or both; good ones pass."""
    _insist_on_verdict(answer, case)


def _insist_on_verdict(answer: Answer, case: Case) -> None:
    draws = np.random.default_rng(case.seed)

    def pipeline(images: Any, labels: Any, training: Any) -> tuple[np.ndarray, np.ndarray]:
        pictures, names = case.pipeline(draws, images, labels, training)
        return pictures, names

    # An error in a call names it as the learner knows it.
    pipeline.__qualname__ = "pipeline"
    text = "augmentation_acts(pipeline, images, labels)"
    insist_on_verdict(
        expect.truth(answer.written(text, pipeline, case.images, case.labels)),
        case,
        if_blamed="It may leave some training pictures as they are, and must give back validation pictures and all "
        "labels unchanged, which it does.",
    )
