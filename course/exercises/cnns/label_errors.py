"""Notebook 6, Doubt: labels that are wrong, found by what a network thinks of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.synth.mislabelled import mislabelled_digits

PRECISION_GATE, RECALL_GATE = 0.60, 0.40
"""Of the pictures that are named so many have a wrong label; of the wrong labels so many are named."""

label_errors = Exercise(
    "cnns/label_errors",
    "Which labels would you look at again?",
    hints=[
        "For each class j, a threshold of its own: `probabilities[labels == j, j].mean()`, how sure the network is of "
        "j where j was written.",
        "A picture could be of class j when its probability of j reaches j's threshold. `possible = probabilities >= "
        "thresholds` has a truth value for every picture and class.",
        "Of the possible classes the most probable one counts: `np.where(possible, probabilities, -1).argmax(axis=1)`. "
        "Name the pictures that have a possible class at all and whose best one is not their label.",
    ],
)


@label_errors.cases("digits")
def spoiled_labels(rng: np.random.Generator) -> Iterator[Case]:
    """1,200 digits, 8 % with a wrong label, and what a model that has not seen them thinks."""
    yield case_of(rng, "1,200 digits")


@label_errors.cases("few or many")
def few_or_many(rng: np.random.Generator) -> Iterator[Case]:
    """4 % and 18 % with a wrong label: no fixed number of pictures suits both."""
    yield case_of(rng, "1,200 digits with few wrong labels", planted=0.04)
    yield case_of(rng, "1,200 digits with many wrong labels", planted=0.18)


@label_errors.cases("another model")
def models_of_another_temper(rng: np.random.Generator) -> Iterator[Case]:
    """Models that are sure of everything, or of nothing, or say one class too often: no fixed limit suits all."""
    yield case_of(rng, "1,200 digits and a model that is sure of everything", temperature=2)
    yield case_of(rng, "1,200 digits and a model that is hardly sure of anything", temperature=8)
    yield case_of(rng, "1,200 digits and a model that likes one class too much", liking=2.5)


def case_of(rng: np.random.Generator, name: str, **settings: float) -> Case:
    """A case; the settings are those of `mislabelled_digits`."""
    drawn = mislabelled_digits(rng, **settings)
    return Case(
        name, probabilities=drawn.probabilities, labels=drawn.labels, wrong=drawn.labels != drawn.true
    )


def confident_learning(probabilities: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Rows whose label is doubtful: the off-diagonal of the confident joint (Northcutt 2021).

    Args:
        probabilities: (N, C), out of sample.
        labels: int (N,), as given.
    """
    thresholds = np.array(
        [probabilities[labels == each, each].mean() for each in range(probabilities.shape[1])]
    )
    possible = probabilities >= thresholds
    best = np.where(possible, probabilities, -1).argmax(axis=1)
    return np.flatnonzero(possible.any(axis=1) & (best != labels))


def _insist_on_finding(answer: Answer, case: Case) -> None:
    text = "label_errors(probabilities, labels)"
    got = expect.array(answer.written(text, case.probabilities, case.labels), name="row numbers")
    expect.that(got.size > 0, "`label_errors` should name some pictures; yours names none.")
    expect.that(
        got.dtype.kind != "b",
        "should return row numbers; yours are truth values. `np.flatnonzero` makes the one of the other.",
    )
    expect.array(got, dtype="integer", name="row numbers")
    rows, pictures = np.unique(got), len(case.labels)
    expect.that(
        got.ndim == 1,
        f"`label_errors` should return row numbers in one list or array; yours has shape {got.shape}. "
        "`np.flatnonzero` gives the row numbers alone.",
    )
    expect.that(
        rows[0] >= 0 and rows[-1] < pictures,
        f"Row numbers go from 0 to {pictures - 1:,}; yours go from {rows[0]} to {rows[-1]}.",
    )
    expect.that(len(rows) == len(got), "Some row numbers are there more than once; name each picture once.")
    precision, recall = case.wrong[rows].mean(), case.wrong[rows].sum() / case.wrong.sum()
    expect.that(
        precision >= PRECISION_GATE,
        f"Of the {len(rows):,} pictures you name, {precision:.1%} have a wrong label; it should be at least "
        f"{PRECISION_GATE:.0%}. A person looks at every one of them.",
        expected=f"a precision of at least {PRECISION_GATE:.0%}",
        got=f"{precision:.1%}",
    )
    expect.that(
        recall >= RECALL_GATE,
        f"Of the {case.wrong.sum()} wrong labels you name {recall:.1%}; it should be at least {RECALL_GATE:.0%}.",
        expected=f"a recall of at least {RECALL_GATE:.0%}",
        got=f"{recall:.1%}",
    )


@label_errors.part("wrong labels", points=1, kinds=("digits",))
def finds_wrong_labels(answer: Answer, case: Case) -> None:
    """Precision and recall on planted errors."""
    _insist_on_finding(answer, case)


@label_errors.part("few or many wrong labels", points=1, kinds=("few or many",))
def names_as_many_as_there_are(answer: Answer, case: Case) -> None:
    """How many are wrong is not known beforehand."""
    _insist_on_finding(answer, case)


@label_errors.part("models of another temper", points=2, kinds=("another model",))
def is_not_fooled_by_the_model(answer: Answer, case: Case) -> None:
    """How sure a model is, and of which class, says more about the model than about the labels."""
    _insist_on_finding(answer, case)
