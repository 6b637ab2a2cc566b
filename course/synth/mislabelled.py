"""Digits of which some carry a wrong label, and what a model thinks of pictures that it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

PICTURES = 1200

LOOKS_LIKE = {0: 6, 1: 8, 2: 3, 3: 9, 4: 7, 5: 6, 6: 5, 7: 4, 8: 1, 9: 3}
"""What a person in a hurry takes a digit for."""


@dataclass(frozen=True)
class Mislabelled:
    """Pictures with labels that are not all right.

    Args:
        images: float (1200, 8, 8), 0..16, as scikit-learn's digits.
        labels: int (1200,), as somebody wrote them.
        true: int (1200,).
        probabilities: (1200, 10), out of sample: each row is from a model that has not seen its picture, and that was
            trained on the labels as written.
    """

    images: np.ndarray
    labels: np.ndarray
    true: np.ndarray
    probabilities: np.ndarray


def mislabelled_digits(
    rng: np.random.Generator,
    *,
    liking: float = 0.0,
    planted: float = 0.08,
    noise: float = 0.12,
    temperature: float = 4.0,
) -> Mislabelled:
    """Half of the wrong labels are what the digit looks like, half are anything.

    Args:
        rng: draws pictures, labels and folds.
        liking: added to the logits of one class: a model that says it too often.
        planted: share of wrong labels.
        noise: standard deviation of what is added to the pixels that the model sees, where they are in 0..1.
        temperature: the logits are divided by it: the higher, the less sure the model is of anything. A linear model is
            surer of itself than a network that was stopped early, hence 4.
    """
    # scikit-learn takes a second to import, and every check of the module imports this file.
    from sklearn.datasets import load_digits
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    digits = load_digits()
    rows = rng.permutation(len(digits.target))[:PICTURES]
    true = digits.target[rows]
    pixels = digits.data[rows] / 16 + rng.normal(0, noise, (PICTURES, 64))
    labels = true.copy()
    alike, anything = np.array_split(rng.choice(PICTURES, round(planted * PICTURES), replace=False), 2)
    labels[alike] = [LOOKS_LIKE[digit] for digit in true[alike]]
    labels[anything] = (true[anything] + rng.integers(1, 10, len(anything))) % 10
    folds = StratifiedKFold(5, shuffle=True, random_state=int(rng.integers(2**31)))
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.1)
    logits = cross_val_predict(model, pixels, labels, cv=folds, method="predict_log_proba") / temperature
    logits[:, int(rng.integers(10))] += liking
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    return Mislabelled(digits.images[rows], labels, true, probabilities)
