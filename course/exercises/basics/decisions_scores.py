"""Notebook 3: which class is taken for which, and how much of each class is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course.checking import Answer, Case, Choice, Exercise, Question, expect

# ------------------------------------------------------------------------------------------- confusion_matrix

confusion_matrix = Exercise(
    "basics/confusion_matrix",
    "Who is taken for whom?",
    hints=[
        "Start with a K x K table of zeros and go through the pairs (true, predicted). Each pair adds 1 in one place. "
        "Which row, which column?",
        "The row is the position of the true label *in `classes`*, not the label itself. The label may be 8, "
        "or a text. `np.unique` of the labels is no help: it sorts, and it does not know classes that never occur.",
        "A dict turns a name into its position: `place = {name: i for i, name in enumerate(classes)}`.",
        "`for t, p in zip(true_labels, predicted_labels): matrix[place[t], place[p]] += 1`, with "
        "`matrix = np.zeros((len(classes), len(classes)), dtype=int)` before the loop.",
    ],
    forbids=[
        "sklearn.metrics.confusion_matrix",
        "sklearn.metrics.multilabel_confusion_matrix",
        "sklearn.metrics.cluster.contingency_matrix",
        "skimage.metrics.contingency_table",
    ],
)


def _labels(rng: np.random.Generator, classes: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """True and predicted labels with lopsided mistakes; every class occurs on both sides."""
    steps = rng.choice([0, 1, 2], size, p=[0.6, 0.3, 0.1])
    true = np.concatenate([np.arange(len(classes)), rng.integers(0, len(classes), size - len(classes))])
    steps[: len(classes)] = 0
    order = rng.permutation(size)
    return classes[true[order]], classes[(true + steps)[order] % len(classes)]


@confusion_matrix.cases("numbered")
def numbered_classes(rng: np.random.Generator) -> Iterator[Case]:
    """Labels 0 to K - 1 in their order, every one of them seen."""
    for count, size in ((3, int(rng.integers(20, 40))), (5, int(rng.integers(100, 300)))):
        classes = np.arange(count)
        true, predicted = _labels(rng, classes, size)
        yield Case(f"the classes 0 to {count - 1}", true=true, predicted=predicted, classes=classes)
    true, predicted = _labels(rng, np.arange(2), int(rng.integers(900, 1400)))
    yield Case(f"{len(true):,} pictures of two classes", true=true, predicted=predicted, classes=np.arange(2))


@confusion_matrix.cases("named")
def named_classes(rng: np.random.Generator) -> Iterator[Case]:
    """Other numbers, text, an order that is not sorted, and classes that never occur."""
    numbers = rng.permutation(np.array([3, 5, 8, 40]))
    true, predicted = _labels(rng, numbers, 60)
    listed = ", ".join(map(str, numbers))
    yield Case(f"the classes {listed}", true=true, predicted=predicted, classes=numbers)
    names = rng.permutation(np.array(["good", "scratch", "dent"]))
    true, predicted = _labels(rng, names, 40)
    yield Case("names as text", true=true, predicted=predicted, classes=names)
    true, predicted = _labels(rng, np.array([0, 2, 4]), 30)
    yield Case("classes that never occur", true=true, predicted=predicted, classes=np.arange(6))
    true = rng.choice([0, 1], 50, p=[0.9, 0.1])
    yield Case("one class never predicted", true=true, predicted=np.zeros(50, int), classes=np.array([0, 1]))
    yield Case("a single picture", true=np.array([7]), predicted=np.array([1]), classes=np.array([1, 7]))


def _expected(case: Case) -> np.ndarray:
    from sklearn.metrics import confusion_matrix as library

    return library(case.true, case.predicted, labels=case.classes)


def _table(answer: Answer, case: Case) -> np.ndarray:
    count = len(case.classes)
    got = answer(case.true, case.predicted, case.classes)
    return expect.array(got, shape=(count, count), name=f"a {count} x {count} table of counts")


def _insist_on_counts(got: np.ndarray, expected: np.ndarray, case: Case) -> None:
    wrong = np.argwhere(got != expected)
    if not len(wrong):
        return
    row, column = (int(index) for index in wrong[0])
    names = [str(label) for label in case.classes]
    in_order = np.argsort(case.classes)
    rows_that_are_none = np.maximum(expected.sum(axis=1, keepdims=True), 1)
    mistakes = {
        "These are shares of all pictures; return counts": expected / expected.sum(),
        "These are shares of each row; return counts": expected / rows_that_are_none,
        "A pair that comes twice counts once in yours; count every picture": np.minimum(expected, 1),
        f"Yours follows the sorted names; rows and columns follow the order of `classes`, here {', '.join(names)}": (
            expected[np.ix_(in_order, in_order)]
        ),
        "Yours starts again at 0 after 255: the table's dtype is too small": expected % 256,
        "Yours starts again after 127: the table's dtype is too small": (expected + 128) % 256 - 128,
    }
    expect.fail(
        f"Row {row}, column {column} counts the pictures of class {names[row]} that are called {names[column]}: "
        f"{expected[row, column]}; yours says {got[row, column]:g}. In all yours counts {got.sum():g} of "
        f"{len(case.true):,} pictures{expect.explanation_of(got, expected, mistakes)}.",
        expected=np.array2string(expected),
        got=np.array2string(got),
    )


@confusion_matrix.part("the counts", points=1, kinds=("numbered",))
def counts_pairs(answer: Answer, case: Case) -> None:
    """Every pair counted once; rows and columns may still be the wrong way round."""
    got, expected = _table(answer, case), _expected(case)
    _insist_on_counts(got.T if (got == expected.T).all() else got, expected, case)


@confusion_matrix.part("rows are the truth", points=1, kinds=("numbered",))
def rows_are_true(answer: Answer, case: Case) -> None:
    """scikit-learn's convention: a row is a true class, a column a predicted one."""
    got, expected = _table(answer, case), _expected(case)
    expect.that(
        not (got == expected.T).all() or bool((expected == expected.T).all()),
        "A row should hold the pictures of one *true* class; in your table the columns do. Swap the two indices.",
        expected=np.array2string(expected),
        got=np.array2string(got),
    )
    _insist_on_counts(got, expected, case)


@confusion_matrix.part("any classes", points=1, kinds=("named",))
def takes_any_classes(answer: Answer, case: Case) -> None:
    """Labels are names, `classes` gives their order, and a class that never occurs has a row and a column of zeros."""
    got, expected = _table(answer, case), _expected(case)
    # Who has rows and columns swapped has lost that point already.
    _insist_on_counts(got.T if (got == expected.T).all() else got, expected, case)


# ------------------------------------------------------------------------------------------- recall_per_class

recall_per_class = Exercise(
    "basics/recall_per_class",
    "How much of each class is found?",
    hints=[
        "Recall asks: of the pictures that *are* of this class, which share was called so? Both numbers "
        "stand in one row.",
        "The correct ones are on the diagonal, `np.diag(matrix)`; the pictures of a class are the sum of its row, "
        "`matrix.sum(axis=1)`.",
        "A class without pictures gives 0 / 0: nothing was found and nothing was missed, so no share can be given. "
        "That value is `np.nan`, not 0.",
        "`found, present = np.diag(matrix), matrix.sum(axis=1)`; then "
        "`[f / p if p else np.nan for f, p in zip(found, present)]`.",
    ],
    forbids=[
        "sklearn.metrics.recall_score",
        "sklearn.metrics.precision_recall_fscore_support",
        "sklearn.metrics.classification_report",
    ],
)


@recall_per_class.cases("full")
def full_tables(rng: np.random.Generator) -> Iterator[Case]:
    """Tables of several sizes in which every class has pictures; not symmetric."""
    for count in (2, 4, 7):
        matrix = rng.integers(0, 12, (count, count)) + np.diag(rng.integers(5, 60, count))
        matrix[0, 1] += 20
        yield Case(f"{count} classes", matrix=matrix)
    matrix = rng.integers(0, 9, (3, 3)) + 1
    matrix[1, 1] = 0
    yield Case("a class that is never found", matrix=matrix)


@recall_per_class.cases("gaps")
def tables_with_gaps(rng: np.random.Generator) -> Iterator[Case]:
    """Tables with a row of zeros: a class without pictures; one is called so by mistake, one never."""
    matrix = rng.integers(0, 12, (4, 4)) + np.diag(rng.integers(5, 60, 4))
    matrix[int(rng.integers(4))] = 0
    yield Case("a class without pictures", matrix=matrix)
    matrix = rng.integers(1, 12, (5, 5))
    gone = int(rng.integers(5))
    matrix[gone], matrix[:, gone] = 0, 0
    yield Case("a class that nothing is and nothing is called", matrix=matrix)


def _expected_recalls(matrix: np.ndarray) -> np.ndarray:
    """From scikit-learn, on labels that have this confusion matrix."""
    from sklearn.metrics import recall_score

    true, predicted = (index.ravel() for index in np.indices(matrix.shape))
    weights = matrix.ravel()
    return recall_score(
        np.repeat(true, weights),
        np.repeat(predicted, weights),
        labels=np.arange(len(matrix)),
        average=None,
        zero_division=np.nan,
    )


def _recalls(got: Any, count: int) -> np.ndarray:
    """The learner's recalls, float (count,), NaN or None for a class without pictures."""
    if isinstance(got, list):
        got = [np.nan if item is None else item for item in got]
    known = got
    if isinstance(got, np.ndarray) and got.dtype.kind == "f":
        known = np.where(np.isnan(got), 0.0, got)
    elif isinstance(got, list):
        known = [0.0 if isinstance(item, float) and np.isnan(item) else item for item in got]
    # expect.array has the words for a wrong type, a wrong shape or infinity, but allows no NaN.
    expect.array(known, shape=(count,), name=f"{count} recalls, one for each class")
    return np.asarray(got, dtype=np.float64)


def _insist_on_recalls(got: np.ndarray, expected: np.ndarray, matrix: np.ndarray) -> None:
    """Compare the classes that have pictures."""
    filled = ~np.isnan(expected)
    wrong = np.flatnonzero(filled & ~(np.abs(got - expected) <= 1e-6))
    if not len(wrong):
        return
    index = int(wrong[0])
    diagonal, called = np.diag(matrix)[filled], matrix.sum(axis=0)[filled]
    mistakes = {
        "Yours are per cent; return shares from 0 to 1": 100 * expected[filled],
        "Yours is the precision: you divide by the sum of a column. Recall divides by the sum of a row": (
            diagonal / np.maximum(called, 1)
        ),
        "Yours are shares of all pictures: divide by the sum of the row": diagonal / matrix.sum(),
    }
    known = np.nan_to_num(got[filled])
    expect.fail(
        f"Class {index} has {matrix[index].sum()} pictures, {matrix[index, index]} of them found, so its recall "
        f"should be {expected[index]:.4g}; yours is {got[index]:.4g}"
        f"{expect.explanation_of(known, expected[filled], mistakes)}.",
        expected=np.array2string(expected, precision=4),
        got=np.array2string(got, precision=4),
    )


@recall_per_class.part("found out of present", points=1, kinds=("full",))
def divides_by_rows(answer: Answer, case: Case) -> None:
    """Diagonal over row sums, equal to scikit-learn."""
    got = _recalls(answer(case.matrix), len(case.matrix))
    _insist_on_recalls(got, _expected_recalls(case.matrix), case.matrix)


@recall_per_class.part("a class without pictures", points=1, kinds=("gaps",))
def says_it_does_not_know(answer: Answer, case: Case) -> None:
    """NaN for an empty class: no pictures, no statement. The other classes stay right.

    scikit-learn gives 0 and a warning unless told `zero_division=np.nan`. A 0 would read "all missed", so the
    exercise asks for NaN; None counts as well.
    """
    got, expected = _recalls(answer(case.matrix), len(case.matrix)), _expected_recalls(case.matrix)
    empty = int(np.flatnonzero(np.isnan(expected))[0])
    expect.that(
        bool(np.isnan(got[empty])),
        f"Class {empty} has no pictures at all, so nobody can say which share is found: its recall should be NaN "
        f"(`np.nan`). Yours is {got[empty]:.4g}, which reads as “{_reading(got[empty])}”.",
        expected=np.array2string(expected, precision=4),
        got=np.array2string(got, precision=4),
    )
    _insist_on_recalls(got, expected, case.matrix)


def _reading(recall: float) -> str:
    return (
        "all were missed" if recall == 0 else "all were found" if recall == 1 else f"{recall:.0%} were found"
    )


rare_defects = Question(
    "basics/rare_defects",
    "99 % right",
    "Of 1,000 castings 10 are cracked. A program calls every casting good and is right in 99 % of all cases. "
    "Which number shows most directly what is wrong with it?",
    choices={
        "a": Choice(
            "The accuracy, once it is given with more digits: 0.9900.",
            "more digits do not help. Accuracy is dominated by the 990 good castings, and those it gets right.",
        ),
        "b": Choice(
            "The recall of the class “good”.",
            "that is 990 of 990, a perfect 1.0. A program that always says “good” cannot miss a good one.",
        ),
        "c": Choice(
            "The recall of the class “cracked”.",
            "It is 0 of 10. The confusion matrix shows it as a column without a single entry: nothing is ever called "
            "cracked.",
        ),
        "d": Choice(
            "The accuracy on a larger test set.",
            "with 100,000 castings of the same kind it is 99 % again, only known more precisely. The measure is the "
            "problem, not the number of castings.",
        ),
    },
    right="c",
)
