"""MNIST-1D: ten kinds of signals, 40 numbers long, that tell networks apart which know about neighbours.

S. Greydanus and D. Kobak, "Scaling Down Deep Learning with MNIST-1D", 2020/2024 (https://arxiv.org/abs/2011.14439).
The same numbers, draw by draw, as the authors' package `mnist1d` 0.0.2 makes (Apache-2.0), without its download.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter

LENGTH = 40
"""Numbers in a signal."""

TEMPLATES = np.array(
    [
        [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
        [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
        [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
        [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
        [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
        [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
        [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
        [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
    ]
)
"""What the ten digits look like before anything happens to them, heights of a line drawn by hand."""

PADDING = (36, 60)
MAX_TRANSLATION = 48
SCALE, SHEAR = 0.4, 0.75
SMOOTH_NOISE, FINE_NOISE = 0.25, 0.02


@dataclass(frozen=True)
class Signals:
    """A draw of MNIST-1D.

    Args:
        train: float64 (4 n / 5, 40), mean 0 and standard deviation 1 over the whole draw.
        train_labels: int (4 n / 5,), 0..9.
        test: float64 (n / 5, 40).
        test_labels: int (n / 5,).
    """

    train: np.ndarray
    train_labels: np.ndarray
    test: np.ndarray
    test_labels: np.ndarray


def templates() -> np.ndarray:
    """The ten undisturbed shapes, (10, 12), each begins at 0."""
    shapes = TEMPLATES - TEMPLATES.mean(axis=1, keepdims=True)
    shapes /= shapes.std(axis=1, keepdims=True)
    return (shapes - shapes[:, :1]) / 6


def mnist_1d(seed: int = 42, *, signals: int = 5000, shuffled: bool = False) -> Signals:
    """Draw signals of all classes, equally many, four fifths for training.

    Args:
        seed: 42 gives the data set of the publication.
        signals: how many, a multiple of 50.
        shuffled: put the 40 positions in another order, the same one for every signal: nothing is lost but that
            neighbours are neighbours.
    """
    # The authors draw from NumPy's old global generator; this is the same stream without touching the global one.
    draws = np.random.RandomState(seed)
    each = signals // len(TEMPLATES)
    drawn = np.stack([_disturbed(draws, shape) for shape in templates() for _ in range(each)])
    labels = np.repeat(np.arange(len(TEMPLATES)), each)
    order = draws.permutation(len(labels))
    drawn, labels = drawn[order], labels[order]
    if shuffled:
        drawn = drawn[:, draws.permutation(LENGTH)]
    drawn = (drawn - drawn.mean()) / drawn.std()
    split = int(0.8 * len(labels))
    return Signals(drawn[:split], labels[:split], drawn[split:], labels[split:])


def _disturbed(draws: np.random.RandomState, shape: np.ndarray) -> np.ndarray:
    """One signal: the shape stretched, scaled, moved, with noise where it is not, sheared, 40 numbers long."""
    low, high = PADDING
    padding = low + int(draws.rand() * (high - low + 1))
    signal = _resampled(np.concatenate([shape + 1e-8, np.zeros(padding)]), len(shape) + high)
    signal = signal * (1 + SCALE * (draws.rand() - 0.5))
    signal = np.roll(signal, draws.choice(MAX_TRANSLATION))
    smooth = gaussian_filter(SMOOTH_NOISE * draws.randn(len(signal)), 2)
    signal = np.where(signal != 0, signal, smooth) + FINE_NOISE * draws.randn(len(signal))
    signal = signal - SHEAR * (draws.rand() - 0.5) * np.linspace(-0.5, 0.5, len(signal))
    return _resampled(signal, LENGTH)


def _resampled(signal: np.ndarray, length: int) -> np.ndarray:
    return np.interp(np.linspace(0, 1, length), np.linspace(0, 1, len(signal)), signal)
