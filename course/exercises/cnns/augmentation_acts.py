"""Notebook 2, What training does: a test of augmentation, graded on pipelines that do what they say and on others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from course import data
from course.checking import Answer, Case, Exercise, expect
from course.synth.draws import moved_about

Change = Callable[[np.random.Generator, np.ndarray], np.ndarray]
Pipeline = Callable[[np.ndarray, np.ndarray, bool], tuple[np.ndarray, np.ndarray]]

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


def nothing(rng: np.random.Generator, images: np.ndarray) -> np.ndarray:
    """A layer that is there and does not act."""
    return images.copy()


CHANGES: dict[str, Change] = {"flips": flipped, "shifts": moved_about, "brightness": lit}


def pipeline(
    rng: np.random.Generator,
    training: Change,
    *,
    validation: Change = nothing,
    labels_move: tuple[bool, ...] = (),
    frozen: bool = False,
) -> Pipeline:
    """A pipeline to be tested.

    Args:
        rng: draws the changes.
        training: what happens to training pictures.
        validation: what happens to the others.
        labels_move: for which values of `training` the labels are moved by one place.
        frozen: the change is drawn once, the same for every call.
    """
    frozen_seed = int(rng.integers(1 << 30))

    def run(images: Any, labels: Any, is_training: Any) -> tuple[np.ndarray, np.ndarray]:
        if (
            not isinstance(images, np.ndarray)
            or images.dtype.kind not in "iuf"
            or images.shape[1:] != (28, 28)
        ):
            raise ValueError("images should be an array (n, 28, 28) of numbers")
        if not isinstance(labels, np.ndarray) or labels.shape != images.shape[:1]:
            raise ValueError("labels should be an array with one label for each picture")
        if not isinstance(is_training, bool):
            raise ValueError("training should be True or False")
        if len(images) > 1000:
            raise ValueError("at most 1,000 pictures at a time")
        draws = np.random.default_rng(frozen_seed) if frozen else rng
        changed = (training if is_training else validation)(draws, images.astype(np.float64))
        return changed, np.roll(labels, 1) if is_training in labels_move else labels

    run.__name__ = "pipeline"
    return run


@augmentation_acts.cases("good")
def good_pipelines(rng: np.random.Generator) -> Iterator[Case]:
    """Change training pictures, and those alone."""
    for name, change in CHANGES.items():
        yield case_of(rng, f"a good pipeline ({name})", pipeline(rng, change))


@augmentation_acts.cases("silent")
def silent_pipelines(rng: np.random.Generator) -> Iterator[Case]:
    """Change nothing, or every time the same."""
    yield case_of(rng, "a pipeline whose augmentation is off", pipeline(rng, nothing))
    yield case_of(rng, "a pipeline that was drawn once for ever", pipeline(rng, moved_about, frozen=True))


@augmentation_acts.cases("validation")
def pipelines_that_change_validation(rng: np.random.Generator) -> Iterator[Case]:
    """Change validation pictures too, or them alone."""
    change = _any_change(rng)
    yield case_of(
        rng, "a pipeline that also changes validation pictures", pipeline(rng, change, validation=change)
    )
    yield case_of(rng, "a pipeline with the two mixed up", pipeline(rng, nothing, validation=change))


@augmentation_acts.cases("labels")
def pipelines_that_move_labels(rng: np.random.Generator) -> Iterator[Case]:
    """Hand labels to the wrong pictures."""
    for when, where in (((True, False), "everywhere"), ((True,), "in training"), ((False,), "in validation")):
        yield case_of(
            rng, f"a pipeline that moves labels {where}", pipeline(rng, _any_change(rng), labels_move=when)
        )


def _any_change(rng: np.random.Generator) -> Change:
    return list(CHANGES.values())[int(rng.integers(len(CHANGES)))]


def case_of(rng: np.random.Generator, name: str, subject: Pipeline, kind: str = "") -> Case:
    """A pipeline and garments to try it on: floats in 0..1, (40, 28, 28), several of every class."""
    images, labels = _all_garments()
    chosen = rng.choice(len(images), 40, replace=False)
    return Case(
        name, kind=kind, pipeline=subject, images=images[chosen] / 255, labels=labels[chosen].astype(np.int64)
    )


@cache
def _all_garments() -> tuple[np.ndarray, np.ndarray]:
    """Decoded once: a draw has many cases, and decoding takes longer than judging one."""
    return data.fashion_mnist("train")


def _decision(answer: Answer, case: Case) -> bool:
    try:
        return expect.truth(answer(case.pipeline, case.images, case.labels))
    finally:
        answer.last_call = "augmentation_acts(pipeline, images, labels)"


@augmentation_acts.part("good pipelines pass", points=1, kinds=("good",))
def blames_no_good_one(answer: Answer, case: Case) -> None:
    """A flip happens to half of the pictures, and that is enough."""
    expect.that(
        _decision(answer, case),
        f"Your test blamed {case.name}. It may leave some training pictures as they are, and must give back "
        "validation pictures and all labels unchanged, which it does.",
        expected="True",
        got="False",
    )


@augmentation_acts.part("augmentation that does not act", points=1, kinds=("silent",))
def notices_silence(answer: Answer, case: Case) -> None:
    """Nothing happens, or it happened once."""
    _insist_on_alarm(answer, case)


@augmentation_acts.part("validation pictures", points=2, kinds=("validation",))
def notices_changed_validation(answer: Answer, case: Case) -> None:
    """What is measured on changed pictures is no measurement."""
    _insist_on_alarm(answer, case)


@augmentation_acts.part("labels", points=1, kinds=("labels",))
def notices_moved_labels(answer: Answer, case: Case) -> None:
    """In training, in validation, or both."""
    _insist_on_alarm(answer, case)


def _insist_on_alarm(answer: Answer, case: Case) -> None:
    expect.that(
        not _decision(answer, case),
        f"This got through your test: {case.name}.",
        expected="False",
        got="True",
    )
