"""MNIST-1D: the same numbers as its authors' package, and nobody else's random numbers are touched."""

import mnist1d.data as published
import numpy as np
import pytest

from course.synth.mnist_1d import mnist_1d


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("seed", [42, 7])
def test_equals_the_package_number_by_number(seed, shuffled):
    settings = published.get_dataset_args()
    settings.seed, settings.shuffle_seq, settings.num_samples = seed, shuffled, 500
    theirs = published.make_dataset(settings)
    ours = mnist_1d(seed, signals=500, shuffled=shuffled)
    np.testing.assert_array_equal(ours.train, theirs["x"])
    np.testing.assert_array_equal(ours.train_labels, theirs["y"])
    np.testing.assert_array_equal(ours.test, theirs["x_test"])
    np.testing.assert_array_equal(ours.test_labels, theirs["y_test"])


def test_leaves_the_global_generator_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    mnist_1d(signals=50)
    assert np.random.rand() == expected
