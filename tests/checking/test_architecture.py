"""A Keras model's architecture, rebuilt from its configuration. Keras takes its time: one file, marked slow."""

import json
import os

import numpy as np
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

from course.checking import expect
from course.checking.contract.problems import Mismatch
from course.checking.contract.verdict import Outcome
from course.checking.definition.answer import Answer
from course.checking.definition.rebuilt_model import MAX_WEIGHTS, rebuild
from course.checking.running.local_candidate import LocalCandidate
from course.checking.showing.card import as_text
from tests.checking.reading import assert_reads, judged

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


@pytest.fixture
def residual(keras):
    """A functional model with what lessons use, operators between tensors included."""
    layers = keras.layers
    image = keras.Input((16, 16, 3))
    x = layers.Rescaling(1 / 255)(image)
    x = layers.RandomFlip("horizontal")(x)
    x = layers.Conv2D(
        4,
        3,
        padding="same",
        activation="relu",
        kernel_initializer="he_normal",
        kernel_regularizer=keras.regularizers.L2(1e-3),
        kernel_constraint=keras.constraints.MaxNorm(2),
    )(x)
    x = layers.BatchNormalization()(x)
    x = x + 0.5 * layers.Conv2D(4, 3, padding="same")(x)
    x = layers.MultiHeadAttention(2, 4)(x, x)
    x = layers.GlobalAveragePooling2D()(layers.Activation(keras.activations.gelu)(x))
    model = keras.Model(image, layers.Dense(3, activation="softmax")(x[:, :4]))
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


def layers_of(keras, *layers):
    return keras.Sequential([keras.Input((8, 8, 1)), *layers])


def test_an_error_of_keras_comes_without_bold_and_without_inner_arguments(keras):
    network = layers_of(keras, keras.layers.Conv2D(2, 3))
    verdict = judged(lambda image: network(np.zeros((1, 8, 8, 3))))
    assert_reads(verdict, Outcome.ERROR, "expected axis -1 of input shape to have value 1")
    assert "\x1b" not in as_text(verdict)
    assert "Arguments received" not in as_text(verdict)


def test_an_architecture_comes_back_with_fresh_weights(keras, residual):
    rebuilt = rebuild(residual.to_json(), "residual")
    assert rebuilt.count_params() == residual.count_params()
    assert [layer.name for layer in rebuilt.layers] == [layer.name for layer in residual.layers]
    assert not rebuilt.compiled
    assert rebuilt.predict(np.zeros((2, 16, 16, 3)), verbose=0).shape == (2, 3)
    kernel, other = (model.layers[3].kernel.numpy() for model in (residual, rebuilt))
    assert not np.array_equal(kernel, other)


def test_recurrent_layers_come_back(keras):
    layers = keras.layers
    read = layers.Bidirectional(layers.LSTM(3, return_sequences=True))
    model = keras.Sequential([keras.Input((7, 1)), read, layers.GRU(4), layers.Dense(2)])
    rebuilt = rebuild(model.to_json(), "model")
    assert rebuilt.count_params() == model.count_params()
    assert rebuilt.predict(np.zeros((5, 7, 1)), verbose=0).shape == (5, 2)


def test_nested_models_and_published_ones_come_back(keras, residual):
    nested = keras.Sequential([keras.Input((16, 16, 3)), residual])
    for model in (nested, keras.applications.MobileNetV3Small(weights=None, include_top=False)):
        assert rebuild(model.to_json(), "model").count_params() == model.count_params()


def test_code_is_not_rebuilt(keras):
    class Own(keras.layers.Layer):
        pass

    for layer in (keras.layers.Lambda(lambda x: x), Own()):
        with pytest.raises(Mismatch, match="cannot be checked: it contains"):
            rebuild(layers_of(keras, layer).to_json(), "model")


def test_a_registered_class_in_the_place_of_a_known_one_is_not_rebuilt(keras):
    made = []

    @keras.saving.register_keras_serializable(package="own", name="Dense")
    class Own(keras.layers.Dense):
        def __init__(self, **config):
            made.append(self)
            super().__init__(**config)

    config = json.loads(layers_of(keras, keras.layers.Dense(3)).to_json())
    config["config"]["layers"][1]["registered_name"] = "own>Dense"
    with pytest.raises(Mismatch, match=r"contains `Dense` of `keras\.layers`"):
        rebuild(json.dumps(config), "model")
    assert not made


def with_units(keras, units):
    model = layers_of(keras, keras.layers.Flatten(), keras.layers.Dense(2))
    config = json.loads(model.to_json())
    config["config"]["layers"][-1]["config"]["units"] = units
    return json.dumps(config)


def test_weights_are_counted_before_they_are_made(keras):
    with pytest.raises(Mismatch, match="650,000,000,000 weights"):
        rebuild(with_units(keras, 10_000_000_000), "model")
    # And what was refused leaves nothing behind that would still be made.
    assert rebuild(with_units(keras, 5), "model").count_params() == 65 * 5 < MAX_WEIGHTS


@pytest.mark.parametrize("units", [0, -1, "many", None, [3], {"class_name": "__ellipsis__", "config": {}}])
def test_what_keras_refuses_is_refused_in_words(keras, units):
    with pytest.raises(Mismatch, match="Keras cannot rebuild it"):
        rebuild(with_units(keras, units), "model")


def test_a_model_that_is_not_built_is_refused(keras):
    with pytest.raises(Mismatch, match="not built yet"):
        rebuild(keras.Sequential([keras.layers.Dense(2)]).to_json(), "model")


def test_a_layer_is_no_model(keras):
    config = {"module": "keras.layers", "class_name": "Dense", "config": {"units": 3}}
    with pytest.raises(Mismatch, match="cannot be checked"):
        rebuild(json.dumps(config), "model")


@pytest.fixture
def darkest(keras):
    """Two outputs, the second the larger the brighter the picture."""
    model = keras.Sequential(
        [keras.Input((8, 8, 1)), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(2)]
    )
    model.layers[-1].set_weights([np.array([[-1.0, 1.0]]), np.array([0.5, -0.5])])
    return model


def test_a_keras_model_is_judged_by_its_predictions_and_its_architecture(keras, darkest, capsys):
    assert_reads(judged(darkest, "takes/darkest"), Outcome.PASSED)
    assert capsys.readouterr().out == ""
    wide = layers_of(keras, keras.layers.Flatten(), keras.layers.Dense(100), keras.layers.Dense(2))
    verdict = judged(wide, "takes/darkest")
    assert "has 6,702 parameters; at most 1,000 are allowed" in verdict.parts[1].finding.message
    assert "(Dense): 6,500" in verdict.parts[1].finding.message  # the largest layer is named


def test_a_keras_model_is_judged_the_same_by_the_examiner(darkest, tmp_path, monkeypatch):
    from autograder.examiner.client import Examiner
    from course.checking.definition.catalogue import TOPICS_VARIABLE
    from course.checking.wire.serving import serve
    from tests.checking.conftest import TOPICS

    monkeypatch.setenv(TOPICS_VARIABLE, str(TOPICS))
    with Examiner(7, heldout=None) as examiner:
        examiner.listen("takes/darkest", tmp_path / "socket", 300.0, 300.0)
        serve(str(tmp_path / "socket"), "takes/darkest", darkest)
        examination = examiner.finish()
    assert examination.verdict["outcome"] == "passed", examination.text


def test_data_sets_and_keras_sequences_are_batches(keras):
    import tensorflow

    def data_set(images, labels):
        pairs = tensorflow.data.Dataset.from_tensor_slices((images, labels))
        return pairs.batch(4).map(lambda image, label: (image / 2, label))

    def sequence(images, labels):
        class Halves(keras.utils.PyDataset):
            def __len__(self):
                return -(-len(images) // 4)

            def __getitem__(self, index):
                return images[4 * index :][:4] / 2, labels[4 * index :][:4]

        return Halves()

    for target in (data_set, sequence):
        assert_reads(judged(target, "takes/halves"), Outcome.PASSED)


def copied(model):
    answer = Answer(LocalCandidate(model, "model", takes="model"))
    inputs = np.random.default_rng(0).normal(size=(5, *model.input_shape[1:]))
    expect.its_own_predictions(answer, answer.architecture(), inputs)


def test_a_copy_of_a_trained_model_predicts_the_same(keras, residual):
    for layer in residual.layers:
        layer.set_weights([np.random.default_rng(1).uniform(0.1, 0.5, w.shape) for w in layer.get_weights()])
    copied(residual)


def test_what_a_layer_has_adapted_to_is_copied(keras):
    normalised = keras.layers.Normalization()
    normalised.adapt(np.random.default_rng(2).normal(5, 3, (50, 8, 8, 1)))
    inner = keras.Sequential([keras.Input((8, 8, 1)), normalised, keras.layers.Flatten()])
    sequence = keras.layers.Reshape((8, 8))
    recurrent = keras.layers.RNN(keras.layers.GRUCell(4), return_sequences=True)
    each = keras.layers.TimeDistributed(keras.layers.Dense(2))
    copied(keras.Sequential([keras.Input((8, 8, 1)), inner, sequence, recurrent, each]))


def test_another_that_answers_in_its_place_is_noticed(keras):
    model, other = (layers_of(keras, keras.layers.Flatten(), keras.layers.Dense(3)) for _ in range(2))
    model.call = lambda images, training=None, mask=None: other(images)
    with pytest.raises(Mismatch, match="does not predict what a copy of it predicts"):
        copied(model)


def test_weights_of_another_network_are_refused(keras):
    model = layers_of(keras, keras.layers.Flatten(), keras.layers.Dense(3))
    model.get_weights = lambda: [np.zeros((64, 4)), np.zeros(4)]
    with pytest.raises(Mismatch, match="its weights are 2 arrays that do not fit its configuration"):
        copied(model)


def test_a_table_among_the_arguments_counts_as_weights(keras):
    model = layers_of(keras, keras.layers.Flatten(), keras.layers.Rescaling(np.ones((64, 100)).tolist()))
    with pytest.raises(Mismatch, match="has 6,400 parameters"):
        expect.parameters(rebuild(model.to_json(), "model"), 1000)
