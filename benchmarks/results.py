"""What the course's networks reach on data for which numbers have been published.

    uv run python -m benchmarks.results [subset] [mnist1d] [digits] [full] [--seeds 3]

Each line: data, model, weights, mean accuracy on the test pictures over the seeds, their range, seconds a training. The
last line is one JSON object: "data, model" -> [mean, lowest, highest]. `docs/results.md` sets them beside the published
ones. `full` needs the whole Fashion-MNIST (Debian's dataset-fashion-mnist, or `workbook data`).
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from autograder.build.solved import namespace_before
from course import data
from course.synth.draws import moved_about
from course.synth.mnist_1d import Signals, mnist_1d

Network = Callable[[], keras.Model]
Found = dict[str, tuple[float, float, float]]


def fitted(
    network: keras.Model,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    epochs: int,
    batch: int,
    rate: float,
    moves: int = 0,
) -> keras.Model:
    """Train with Adam and a step size that falls along a cosine; pictures are moved anew in each epoch."""
    steps = epochs * -(-len(images) // batch)
    rates = keras.optimizers.schedules.CosineDecay(rate, steps)
    network.compile(keras.optimizers.Adam(rates), "sparse_categorical_crossentropy")
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        shown = moved_about(rng, images[..., 0], moves)[..., None] if moves else images
        network.fit(shown, labels, batch_size=batch, epochs=1, verbose=0)
    return network


def accuracy(network: keras.Model, images: np.ndarray, labels: np.ndarray) -> float:
    """Share of the pictures whose most probable class is theirs."""
    return float(np.mean(network.predict(images, batch_size=500, verbose=0).argmax(axis=1) == labels))


def report(found: Found, name: str, train: Callable[[int], tuple[float, int]], seeds: int) -> None:
    """Train once a seed and print a line."""
    start, accuracies, weights = time.perf_counter(), [], 0
    for seed in range(seeds):
        keras.utils.set_random_seed(seed)
        reached, weights = train(seed)
        accuracies.append(reached)
    seconds = (time.perf_counter() - start) / seeds
    found[name] = (float(np.mean(accuracies)), min(accuracies), max(accuracies))
    mean, low, high = found[name]
    print(f"{name:44} {weights:7,} weights {mean:.3f} ({low:.3f} to {high:.3f}) {seconds:6.0f} s", flush=True)


def garments(found: Found, seeds: int, *, full: bool, epochs: int, moves: int) -> None:
    """The network of notebook 4 on Fashion-MNIST."""
    build: Network = namespace_before("cnns/build_cnn", solved=True)["build_cnn"]
    parts = [data.fashion_mnist(split, full=full) for split in ("train", "test")]
    (images, labels), (new, new_labels) = ((x[..., None].astype(np.float32) / 255, y) for x, y in parts)

    def train(seed: int) -> tuple[float, int]:
        network = fitted(build(), images, labels, epochs=epochs, batch=64, rate=3e-3, moves=moves)
        return accuracy(network, new, new_labels), network.count_params()

    size = f"{len(images):,}"
    report(found, f"Fashion-MNIST, {size} pictures, {epochs} epochs, CNN", train, seeds)


def signal_networks() -> dict[str, tuple[Network, int]]:
    """Three networks for (40, 1), and for how many epochs each is trained.

    The dense network learns its 4,000 signals by heart after 20: .68 becomes .64.
    """

    def network(*inner: layers.Layer) -> keras.Model:
        return keras.Sequential([keras.Input((40, 1)), *inner, layers.Dense(10, activation="softmax")])

    def convolution(size: int) -> layers.Layer:
        return layers.Conv1D(25, size, strides=2, padding="same", activation="relu")

    return {
        "logistic regression": (lambda: network(layers.Flatten()), 40),
        "dense network": (
            lambda: network(
                layers.Flatten(), layers.Dense(100, activation="relu"), layers.Dense(100, activation="relu")
            ),
            20,
        ),
        "CNN": (lambda: network(convolution(5), convolution(3), convolution(3), layers.Flatten()), 40),
    }


def signals(found: Found, seeds: int) -> None:
    """MNIST-1D, in order and with its places mixed up."""
    for order in ("in order", "mixed up"):
        drawn: Signals = mnist_1d(42, shuffled=order == "mixed up")
        for name, (build, epochs) in signal_networks().items():

            def train(
                seed: int, build: Network = build, epochs: int = epochs, drawn: Signals = drawn
            ) -> tuple[float, int]:
                network = fitted(
                    build(),
                    drawn.train[..., None],
                    drawn.train_labels,
                    epochs=epochs,
                    batch=32,
                    rate=1e-2,
                )
                return accuracy(network, drawn.test[..., None], drawn.test_labels), network.count_params()

            report(found, f"MNIST-1D {order}, {name}", train, seeds)


def digits(found: Found, seeds: int) -> None:
    """Module 01's classifier on scikit-learn's digits, a quarter of them for testing."""
    classify = namespace_before("basics/digit_classifier", solved=True)["digit_classifier"]
    table = load_digits()

    def train(seed: int) -> tuple[float, int]:
        images, new, labels, new_labels = train_test_split(
            table.images, table.target, test_size=0.25, stratify=table.target, random_state=seed
        )
        return float(np.mean(np.asarray(classify(images, labels, new)) == new_labels)), 0

    report(found, "digits 8 x 8, module 01's classifier", train, seeds)


RUNS: dict[str, Callable[[Found, int], None]] = {
    "subset": lambda found, seeds: garments(found, seeds, full=False, epochs=6, moves=2),
    "mnist1d": signals,
    "digits": digits,
    "full": lambda found, seeds: garments(found, seeds, full=True, epochs=16, moves=1),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the course's networks and print what they reach.")
    parser.add_argument(
        "data", nargs="*", metavar="DATA", help=f"{', '.join(RUNS)}; all but full when none is named"
    )
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    if unknown := set(options.data) - set(RUNS):
        parser.error(f"no such data: {', '.join(unknown)}; there are {', '.join(RUNS)}")
    found: Found = {}
    for name in options.data or [name for name in RUNS if name != "full"]:
        RUNS[name](found, options.seeds)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
