"""Rebuild a Keras model's architecture from its configuration, which a stranger may have written.

Keras itself can run code while it loads a configuration (lambdas, registered classes, layers that wrap another
framework's programs or read a file). So every object the configuration names must be on a list first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from course.checking.contract.problems import Mismatch
from course.checking.contract.values import shortened

MAX_WEIGHTS = 100_000_000
"""EfficientNetB7 has 66 million; as float32 this is 400 MB."""

MAX_OBJECTS = 20_000
"""Layers, tensors between them, initializers and so on; EfficientNetB7 has about 7,000."""

DEEPEST = 60
LONGEST_REASON = 300

LAYERS = """
    Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D
    AveragePooling2D AveragePooling3D BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate
    Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D Conv3DTranspose Cropping1D Cropping2D Cropping3D Dense
    DepthwiseConv1D DepthwiseConv2D Dot Dropout EinsumDense ELU Embedding Flatten GaussianDropout GaussianNoise
    GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D
    GlobalMaxPooling3D GroupNormalization GroupQueryAttention GRU GRUCell Identity InputLayer LayerNormalization
    LeakyReLU LSTM LSTMCell Maximum MaxPooling1D MaxPooling2D MaxPooling3D Minimum MultiHeadAttention Multiply
    Normalization Permute PReLU RandomBrightness RandomColorJitter RandomContrast RandomCrop RandomErasing
    RandomFlip RandomGrayscale RandomHue RandomRotation RandomSaturation RandomShear RandomTranslation RandomZoom
    ReLU RepeatVector Rescaling Reshape Resizing RMSNormalization RNN SeparableConv1D SeparableConv2D SimpleRNN
    SimpleRNNCell Softmax SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells
    Subtract TimeDistributed UnitNormalization UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D
    ZeroPadding3D
"""
INITIALIZERS = """
    Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity IdentityInitializer LecunNormal LecunUniform Ones
    Orthogonal OrthogonalInitializer RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros
"""
OPERATIONS = (
    "Absolute Add Divide GetItem Max Maximum Mean Min Minimum Multiply Negative Power Reshape Sqrt Square"
)
ACTIVATIONS = "Elu Gelu HardSigmoid LeakyRelu Relu Relu6 Sigmoid Silu Softmax"
OPERATIONS += " Subtract Sum Transpose TrueDivide"

ALLOWED: dict[str | None, frozenset[str]] = {
    "keras": frozenset(("Sequential", "DTypePolicy")),
    "keras.models": frozenset(("Sequential",)),
    "keras.src.models.functional": frozenset(("Functional",)),
    "keras.layers": frozenset(LAYERS.split()),
    "keras.initializers": frozenset(INITIALIZERS.split()),
    "keras.regularizers": frozenset(("L1", "L2", "L1L2", "OrthogonalRegularizer")),
    "keras.constraints": frozenset(("MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm")),
    "keras.src.ops.numpy": frozenset(OPERATIONS.split()),
    "keras.src.ops.nn": frozenset(ACTIVATIONS.split()),
    None: frozenset(("__keras_tensor__", "__slice__", "__ellipsis__")),
}
"""Module -> what a configuration may name in it. None of these runs code of its configuration or reads a file."""


def rebuild(configuration: str, name: str) -> Any:
    """An untrained model of the same architecture, with fresh weights.

    Args:
        configuration: what `model.to_json()` returned.
        name: how messages call the model.

    Returns:
        A built, uncompiled keras.Model.

    Raises:
        Mismatch: it names something that is not on the list, has too many weights, or Keras refuses it.
    """
    import keras  # here, because it takes seconds and few exercises need it

    config = _read(configuration, name)
    _insist_on_known_objects(config, name)
    try:
        # Variables made in this scope have a shape and no values yet.
        with keras.StatelessScope(initialize_variables=False):
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
            weights = model.count_params() if isinstance(model, keras.Model) and model.built else None
        if weights is not None and weights <= MAX_WEIGHTS:
            with keras.StatelessScope():
                pass  # leaving it gives values to the variables that wait for one
            return model
        keras.utils.clear_session()  # the only way to forget those variables
    except Exception as error:
        keras.utils.clear_session()
        raise _refused(name, f"Keras cannot rebuild it ({shortened(str(error), LONGEST_REASON)})") from error
    if weights is None:
        raise _refused(name, "it is not built yet; give it an Input, or call it once")
    raise _refused(name, f"it has {weights:,} weights, more than {MAX_WEIGHTS:,}")


def take_weights(model: Any, weights: list[Any], name: str) -> None:
    """Put a learner's weights into a rebuilt model.

    Args:
        model: from `rebuild`.
        weights: arrays and numbers, as `get_weights()` gives them.
        name: how messages call the model.

    Raises:
        Mismatch: they are not the weights of this model.
    """
    arrays = [np.asarray(weight) for weight in weights]
    shapes = [tuple(weight.shape) for weight in model.weights]
    if shapes != [each.shape for each in arrays] or any(each.dtype.kind not in "buif" for each in arrays):
        raise _refused(name, f"its weights are {len(arrays)} arrays that do not fit its configuration")
    model.set_weights(arrays)
    for layer in layers_in(model):
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # Normalization computes from its weights what it works with


def layers_in(model: Any) -> Iterator[Any]:
    """All layers of a Keras model, those of models inside it too."""
    for layer in getattr(model, "layers", ()):
        yield layer
        yield from layers_in(layer)


def _read(configuration: str, name: str) -> dict[str, Any]:
    try:
        config = json.loads(configuration)
    except (ValueError, RecursionError):
        config = None
    if not isinstance(config, dict):
        raise _refused(name, "its configuration is not JSON")
    return config


def _insist_on_known_objects(config: dict[str, Any], name: str) -> None:
    """Look at every dict, wherever it stands; how the model was compiled is dropped."""
    objects = 0
    for node in _dicts(config, name):
        # Losses, metrics and optimizers are no part of an architecture.
        node.pop("compile_config", None)
        if not node.keys() & {"class_name", "module", "registered_name"}:
            continue
        objects += 1
        if objects > MAX_OBJECTS:
            raise _refused(name, f"it consists of more than {MAX_OBJECTS:,} objects")
        module, kind = node.get("module"), node.get("class_name")
        known = isinstance(kind, str) and isinstance(module, str | None) and kind in ALLOWED.get(module, ())
        if not known or node.get("registered_name") not in (None, kind):
            raise _refused(
                name,
                f"it contains `{shortened(str(kind), 60)}`"
                f"{f' of `{shortened(str(module), 60)}`' if module else ''}. Only layers of "
                "keras.layers that run no code of their own (no Lambda, no class of yours) can be rebuilt",
            )


def _dicts(value: Any, name: str, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        raise _refused(name, "its configuration is nested too deep")
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            if isinstance(item, (dict, list)):
                yield from _dicts(item, name, depth + 1)


def _refused(name: str, why: str) -> Mismatch:
    return Mismatch(f"The architecture of `{name}` cannot be checked: {why}.", whole_sentence=True)
