"""What the judges of module 02 expect is what Keras computes, on every case of several draws."""

from __future__ import annotations

import numpy as np
import pytest

from course.checking.definition.cases import held_out_cases
from course.checking.definition.exercise import Exercise
from course.exercises.cnns.layer_budget import budget, layer_budget
from course.exercises.cnns.layers import conv_forward, convolved, max_pool, pooled

SEEDS = range(5)


def all_cases(exercise: Exercise) -> list:
    draws = [(seed, part) for seed in SEEDS for part in exercise.parts]
    return [case for seed, part in draws for case in held_out_cases(seed)(exercise, part)]


@pytest.mark.parametrize("exercise", [conv_forward], ids=lambda e: e.id)
def test_the_convolution_is_keras(exercise: Exercise) -> None:
    import keras

    for case in all_cases(exercise):
        images, kernels = (np.asarray(array, np.float32) for array in (case.images, case.kernels))
        expected = keras.ops.conv(images, kernels, strides=case.stride, padding=case.padding)
        got = convolved(case.images, case.kernels, case.bias, case.stride, case.padding)
        np.testing.assert_allclose(got, np.asarray(expected) + case.bias, atol=1e-4, err_msg=case.name)


@pytest.mark.parametrize("exercise", [max_pool], ids=lambda e: e.id)
def test_the_pooling_is_keras(exercise: Exercise) -> None:
    import keras

    for case in all_cases(exercise):
        images = case.images.astype(np.float32)
        expected = keras.ops.max_pool(images, case.size, case.stride)
        np.testing.assert_array_equal(pooled(images, case.size, case.stride), expected, err_msg=case.name)


@pytest.mark.parametrize("exercise", [layer_budget], ids=lambda e: e.id)
def test_shapes_and_weights_are_those_of_keras(exercise: Exercise) -> None:
    import keras

    for case in all_cases(exercise):
        network = keras.Sequential([keras.Input(case.input_shape), *map(keras_layer, case.layers)])
        found = budget(case.input_shape, case.layers)
        assert found["shapes"] == [list(layer.output.shape[1:]) for layer in network.layers], case.name
        assert found["parameters"] == [layer.count_params() for layer in network.layers], case.name


@pytest.mark.parametrize("exercise", [layer_budget], ids=lambda e: e.id)
def test_the_receptive_field_is_what_a_value_depends_on(exercise: Exercise) -> None:
    """With weights of 1, the gradient of one value in the middle is not 0 exactly where it looks."""
    import tensorflow as tf

    for case in all_cases(exercise):
        windows = [layer for layer in case.layers if layer["kind"] in ("conv", "pool")]
        seen = budget(case.input_shape, case.layers)["receptive_fields"]
        length, channels = 10 * max([1, *seen]), case.input_shape[-1]
        if not windows:
            continue
        picture = tf.ones((1, length, length, channels))
        with tf.GradientTape() as tape:
            tape.watch(picture)
            values = picture
            for layer in windows:
                values = keras_layer(layer, weights="ones", mean=True)(values)
            one = values[0, values.shape[1] // 2, values.shape[2] // 2, 0]
        rows = np.flatnonzero(np.abs(tape.gradient(one, picture).numpy()).sum(axis=(0, 2, 3)))
        assert rows.max() - rows.min() + 1 == seen[-1], case.name


def keras_layer(layer: dict, weights: str = "glorot_uniform", mean: bool = False):
    """A layer of `layer_budget`; `mean` pools by the mean, whose gradient reaches every value of a window."""
    from keras import layers

    if layer["kind"] == "conv":
        return layers.Conv2D(
            layer["filters"],
            layer["size"],
            strides=layer["stride"],
            padding=layer["padding"],
            kernel_initializer=weights,
        )
    if layer["kind"] == "pool":
        return (layers.AveragePooling2D if mean else layers.MaxPooling2D)(layer["size"])
    return layers.Flatten() if layer["kind"] == "flatten" else layers.Dense(layer["units"])
