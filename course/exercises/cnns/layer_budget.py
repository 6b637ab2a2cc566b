"""Notebook 1, Layers by hand: the sizes, weights and view of a network, worked out from its description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from course.checking import Answer, Case, Exercise, expect

Layer = Mapping[str, Any]

layer_budget = Exercise(
    "cnns/layer_budget",
    "What does this network cost?",
    hints=[
        "Go through the layers with three things in your hands: the shape so far, how many pixels of the picture one "
        "value has seen (`seen = 1`), and how many pixels apart two neighbours are (`apart = 1`).",
        'Sizes: `"valid"` gives `(length - size) // stride + 1`, `"same"` gives `-(-length // stride)`, which is the '
        "quotient rounded up. A pooling layer has no padding and keeps the channels; its stride is its size.",
        "Weights: a filter has `size * size * channels` weights and a bias. A dense unit has one weight for every "
        "value that comes in, and a bias. Pooling and flatten have none.",
        "View: a layer with windows adds `(size - 1) * apart` to `seen`; then `apart` is multiplied by its stride. "
        "Append `seen` for convolution and pooling only.",
    ],
)


@layer_budget.cases("one layer")
def single_layers(rng: np.random.Generator) -> Iterator[Case]:
    """The examples of the lesson's table, with other numbers."""
    filters, channels = int(rng.integers(4, 40)), int(rng.integers(2, 9))
    yield network("a convolution, grey pictures", (28, 28, 1), [conv(filters, 3)])
    yield network("a convolution, several channels", (32, 24, channels), [conv(filters, 5)])
    yield network(
        "a dense layer on a flat picture",
        (12, 10, 3),
        [{"kind": "flatten"}, _dense(int(rng.integers(2, 20)))],
    )


@layer_budget.cases("stride")
def strides_and_paddings(rng: np.random.Generator) -> Iterator[Case]:
    """Strides, both paddings, lengths that leave a rest."""
    for _ in range(3):
        height, width = (int(length) for length in rng.permutation(np.arange(23, 50))[:2])
        layers = [
            conv(int(rng.integers(4, 20)), int(rng.choice([3, 5])), stride=2, padding="same"),
            conv(int(rng.integers(4, 20)), 3, stride=int(rng.choice([1, 2])), padding="valid"),
            {"kind": "pool", "size": int(rng.choice([2, 3]))},
        ]
        yield network(f"strides on {height} x {width}", (height, width, int(rng.choice([1, 3]))), layers)


@layer_budget.cases("network")
def whole_networks(rng: np.random.Generator) -> Iterator[Case]:
    """Networks as one builds them: blocks of convolution and pooling, then a head."""
    for blocks in (2, 3):
        layers: list[Layer] = []
        for _ in range(blocks):
            layers += [conv(int(rng.integers(8, 33)), 3, padding="same"), {"kind": "pool", "size": 2}]
        layers += [{"kind": "flatten"}, _dense(int(rng.integers(16, 65))), _dense(10)]
        yield network(f"{blocks} blocks and a head", (28, 28, 1), layers)
    deep = [conv(int(rng.integers(4, 12)), 3, stride=stride) for stride in (1, 2, 1, 2, 1)]
    yield network("five convolutions, no pooling", (64, 48, 3), deep)


def conv(filters: int, size: int, *, stride: int = 1, padding: str = "valid") -> Layer:
    """A convolution as the exercise describes it."""
    return {"kind": "conv", "filters": filters, "size": size, "stride": stride, "padding": padding}


def _dense(units: int) -> Layer:
    return {"kind": "dense", "units": units}


def network(name: str, shape: tuple[int, ...], layers: Sequence[Layer]) -> Case:
    """A case; `shape` is (rows, columns, channels)."""
    return Case(name, input_shape=shape, layers=[dict(layer) for layer in layers])


def budget(input_shape: Sequence[int], layers: Sequence[Layer]) -> dict[str, list[Any]]:
    """Shapes, weights and receptive fields of a network; compared with Keras in the tests.

    Args:
        input_shape: (rows, columns, channels).
        layers: as the exercise describes them.
    """
    shape, seen, apart = tuple(input_shape), 1, 1
    found: dict[str, list[Any]] = {"shapes": [], "parameters": [], "receptive_fields": []}
    for layer in layers:
        weights = 0
        if layer["kind"] == "conv":
            weights = (layer["size"] ** 2 * shape[-1] + 1) * layer["filters"]
            shape = (*(_length(length, layer) for length in shape[:2]), layer["filters"])
        elif layer["kind"] == "pool":
            shape = (*(length // layer["size"] for length in shape[:2]), shape[2])
        elif layer["kind"] == "flatten":
            shape = (int(np.prod(shape)),)
        else:
            weights = (shape[0] + 1) * layer["units"]
            shape = (layer["units"],)
        if layer["kind"] in ("conv", "pool"):
            seen += (layer["size"] - 1) * apart
            apart *= layer.get("stride", layer["size"])
            found["receptive_fields"].append(seen)
        found["shapes"].append(list(shape))
        found["parameters"].append(weights)
    return found


def _length(length: int, layer: Layer) -> int:
    if layer["padding"] == "same":
        return -(-length // layer["stride"])
    return (length - layer["size"]) // layer["stride"] + 1


def _told(layer: Layer) -> str:
    """A layer in a few words: "conv, 32 filters of 3 x 3"."""
    if layer["kind"] == "conv":
        words = f"conv, {layer['filters']} filters of {layer['size']} x {layer['size']}"
        return words + f", stride {layer['stride']}, {layer['padding']}"
    return f"{layer['kind']} {layer.get('size', layer.get('units', ''))}".strip()


def _insist_on(answer: Answer, case: Case, key: str, what: str, mistakes: Mapping[str, Any]) -> None:
    """The list under a key, entry by entry; a known mistake is looked for in the first one that is wrong."""
    text = f"layer_budget(layers, {tuple(case.input_shape)})"
    got = expect.entry(answer.written(text, case.layers, case.input_shape), key)
    expected = budget(case.input_shape, case.layers)[key]
    counted = [
        layer for layer in case.layers if key != "receptive_fields" or layer["kind"] in ("conv", "pool")
    ]
    if not isinstance(got, (list, np.ndarray)) or len(got) != len(expected):
        expect.equal(got, expected, name=f"in the list under {key!r} {len(expected)} entries:")
    for number, (value, wanted) in enumerate(zip(got, expected, strict=True)):
        wrong = {text: results[number] for text, results in mistakes.items()}
        expect.equal(
            value, wanted, name=f"{what} of layer {number + 1} ({_told(counted[number])})", mistakes=wrong
        )


@layer_budget.part("shapes", points=1, kinds=("stride", "network"))
def knows_the_shapes(answer: Answer, case: Case) -> None:
    """Rows, columns and channels after every layer."""
    _insist_on(answer, case, "shapes", "the shape", {})


@layer_budget.part("parameters", points=2, kinds=("one layer", "network"))
def counts_weights(answer: Answer, case: Case) -> None:
    """Weights and biases of every layer, as Keras counts them."""
    right = budget(case.input_shape, case.layers)
    picture = case.input_shape[2]
    mistakes: dict[str, list[Any]] = {
        "Yours leaves out the biases, one for each filter": [],
        "Yours leaves out the biases, one for each unit": [],
        "Yours has filters of one channel; a filter has weights for every channel that reaches its layer": [],
        "Yours has filters with as many channels as the picture; a filter has weights for every channel that "
        "reaches its layer, one for each filter of the layer before": [],
    }
    for layer, count in zip(case.layers, right["parameters"], strict=True):
        is_conv = layer["kind"] == "conv"
        outputs = layer.get("filters", layer.get("units", 0))
        wrong = (
            count - outputs if is_conv else None,
            count - outputs if layer["kind"] == "dense" else None,
            *(
                (layer["size"] ** 2 * channels + 1) * outputs if is_conv else None
                for channels in (1, picture)
            ),
        )
        for results, value in zip(mistakes.values(), wrong, strict=True):
            results.append(value)
    _insist_on(answer, case, "parameters", "the number of parameters", mistakes)


@layer_budget.part("receptive field", points=1, kinds=("stride", "network"))
def knows_what_is_seen(answer: Answer, case: Case) -> None:
    """How many pixels of the picture, in one direction, a value depends on."""
    windows = [layer for layer in case.layers if layer["kind"] in ("conv", "pool")]
    sizes = np.array([layer["size"] for layer in windows])
    mistakes = {
        "Yours adds up as if no layer before had a stride (a pooling layer's is its size); after a stride of 2, "
        "neighbours are 2 pixels apart": list(1 + np.cumsum(sizes - 1)),
        "Yours is the product of the sizes": list(np.cumprod(sizes)),
    }
    _insist_on(answer, case, "receptive_fields", "the receptive field", mistakes)
