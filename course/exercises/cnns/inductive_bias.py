"""Notebook 5, Two networks: a network that knows about neighbours, where neighbours matter."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from course.checking import Answer, Case, Exercise, expect
from course.synth.mnist_1d import mnist_1d

BUDGET = 10_000
"""Weights; the dense network of the lesson has 15,210."""

GATE = 0.82
"""Lower end of the 95 % Wilson interval of the accuracy on 2,000 new signals.

`python -m benchmarks.gates cnns/inductive_bias`: the reference 0.857 to 0.915 in 10 trainings, a dense network 0.557 to
0.592.
"""

inductive_bias = Exercise(
    "cnns/inductive_bias",
    "Twenty points more, with fewer weights",
    takes="model",
    hints=[
        "The signals are `(n, 40)`; a one-dimensional convolution wants `(n, 40, 1)`: `keras.Input((40, 1))`, and "
        "`signals.train[..., None]` for `fit`.",
        'Three layers `Conv1D(25, 5 or 3, strides=2, padding="same", activation="relu")`, then `Flatten` and '
        '`Dense(10, activation="softmax")`, are 5,210 weights.',
        "It needs a few hundred steps more than you think: 20 epochs, batches of 32, Adam with "
        "`keras.optimizers.schedules.CosineDecay(1e-2, steps)`, `steps` being all batches of all epochs (2,500).",
    ],
    seconds=30,
)


@inductive_bias.cases
def new_signals(rng: np.random.Generator) -> Iterator[Case]:
    """2,000 signals that no seed of the lesson gives."""
    drawn = mnist_1d(int(rng.integers(1000, 2**31)), signals=2000)
    signals = np.concatenate([drawn.train, drawn.test])[..., None].astype(np.float32)
    yield Case(
        "2,000 new signals", signals=signals, labels=np.concatenate([drawn.train_labels, drawn.test_labels])
    )


@inductive_bias.part("new signals", points=2)
def names_signals(answer: Answer, case: Case) -> None:
    """Ten probabilities for each of (n, 40, 1)."""
    named = expect.class_probabilities(
        answer.predictions(case.signals), 10, "ten probabilities for each signal"
    )
    expect.accuracy(named, case.labels, GATE, of="signals it has not seen")


@inductive_bias.part("at most 10,000 weights", points=1)
def is_small(answer: Answer, case: Case) -> None:
    """Counted in a copy made of the network's own configuration, which predicts the same."""
    architecture = answer.architecture()
    expect.parameters(architecture, BUDGET)
    expect.its_own_predictions(answer, architecture, case.signals[:100])
