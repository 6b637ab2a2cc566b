"""Forbidden library calls are noticed however they are written, and a library's own use is not held against anyone."""

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise
from course.checking.running.forbidden import can_be_watched, find_target, is_package
from tests.checking.reading import assert_reads, judged, returns_to

ALSO_NOT_INSTALLED = {"torch"}
IMAGE = np.random.default_rng(4).uniform(0, 1, (12, 12))
BYTES = "(x * 255).astype('uint8')"


def verdict_of(source, *forbids):
    """The verdict on the function f of a notebook with this source."""
    namespace = {"__name__": "__main__", "np": np}
    exec(source, namespace)
    exercise = returns_to(
        lambda value: expect.that(value is not None, "nothing came"), IMAGE, forbids=forbids
    )
    return judged(namespace["f"], exercise)


@pytest.mark.parametrize(
    ("forbidden", "source"),
    [
        (
            "skimage.filters.threshold_otsu",
            "from skimage.filters import threshold_otsu as t\ndef f(x): return t(x)",
        ),
        (
            "skimage.filters.threshold_otsu",
            "import skimage\ndef f(x): return getattr(skimage.filters, 'threshold_otsu')(x)",
        ),
        ("skimage.filters.threshold_otsu", "from skimage.filters import threshold_otsu as f"),
        (
            "skimage.color.rgb2gray",
            "from skimage.color import rgb2gray\ndef f(x): return rgb2gray(np.stack([x] * 3, -1))",
        ),
        (
            "scipy.ndimage.convolve",
            "from scipy import ndimage\ndef help(x): return ndimage.convolve(x, x)\ndef f(x): return help(x)",
        ),
        ("numpy.convolve", "def f(x): return [np.convolve(row, [1, 1]) for row in x]"),
        ("numpy.convolve", "def f(x): return np.array(list(map(np.convolve, x, x)))"),
        ("numpy.convolve", "def f(x): return np.apply_along_axis(np.convolve, 0, x, [1, 2, 1])"),
        ("numpy.convolve", "def f(x): return np.apply_along_axis(lambda row: np.convolve(row, [1]), 0, x)"),
        ("numpy.histogram", "def f(x): return (lambda y: np.histogram(y)[0])(x)"),
        (
            "numpy.median",
            "from scipy import ndimage\ndef f(x): return ndimage.generic_filter(x, np.median, 3)",
        ),
        ("numpy.dot", "from numpy import dot as d\ndef f(x): return list(map(d, x, x))"),
        ("numpy.add", "def f(x): return np.add(x, x)"),
        ("cv2.threshold", f"import cv2\ndef f(x): return cv2.threshold({BYTES}, 0, 255, 8)"),
        ("cv2.threshold", f"from cv2 import threshold as t\ndef f(x, t=t): return t({BYTES}, 0, 255, 8)"),
        ("cv2.medianBlur", f"import cv2\ndef f(x): return list(map(cv2.medianBlur, [{BYTES}], [3]))"),
        (
            "sklearn.cluster.KMeans",
            "from sklearn.cluster import KMeans as K\ndef f(x): return K(2, n_init=1).fit(x).labels_",
        ),
        (
            "sklearn.cluster.KMeans.fit",
            "from sklearn.cluster import KMeans\ndef f(x): return KMeans(2, n_init=1).fit(x).labels_",
        ),
        ("numpy.ndarray.mean", "def f(x): return x.mean()"),
    ],
)
def test_a_forbidden_call_is_noticed(forbidden, source):
    assert_reads(
        verdict_of(source, forbidden),
        Outcome.FAILED,
        f"f calls {forbidden}. Here the point is to build it yourself",
    )


TF, K = "import tensorflow as tf\n", "import keras\n"


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("tensorflow", TF + "def f(x): return tf.raw_ops.Exp(x=x).numpy()"),
        ("tensorflow", TF + "g = tf.exp\ndef f(x): return np.array(list(map(g, x)))"),
        ("tensorflow", TF + "def f(x): return np.apply_along_axis(tf.exp, 0, x)"),
        ("keras", K + "def f(x): return np.array(keras.ops.exp(x))"),
        ("keras", K + "relu = keras.layers.ReLU()\ndef f(x): return np.array(relu.call(x))"),
        ("keras", K + "relu = keras.layers.ReLU()\ndef f(x): return np.array(relu(x))"),
        ("keras", K + "f = keras.ops.exp"),
        ("scipy.ndimage", "import scipy\ndef f(x): return scipy.ndimage.grey_dilation(x, 3)"),
        ("scipy.signal", "from scipy.signal import fftconvolve as c\ndef f(x): return c(x, x)"),
    ],
)
def test_any_call_into_a_forbidden_package_is_noticed(package, source):
    told = f"f calls a function of {package}. Here the point is to build it yourself"
    assert_reads(verdict_of(source, f"{package}.*"), Outcome.FAILED, told)


@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("keras", TF + "def f(x): return tf.exp(x).numpy()"),
        ("scipy.ndimage", "from skimage.filters import gaussian\ndef f(x): return gaussian(x)"),
        ("scipy.signal", "from scipy.special import softmax\ndef f(x): return softmax(x)"),
    ],
)
def test_another_package_is_not_held_against_anyone(package, source):
    assert_reads(verdict_of(source, f"{package}.*"), Outcome.PASSED)


@pytest.mark.parametrize(
    ("forbidden", "source"),
    [
        ("skimage.util.img_as_float", "from skimage.filters import gaussian\ndef f(x): return gaussian(x)"),
        ("numpy.convolve", "def f(x): return np.polymul(x[0], x[1])"),
        ("numpy.add", "def f(x): return np.add.reduce(x) + np.vectorize(float)(x[0])"),
        ("numpy.maximum", "def f(x): return np.maximum.reduce(x).max()"),
        (
            "sklearn.cluster.KMeans",
            "from sklearn.cluster import MiniBatchKMeans as K\ndef f(x): return K(2, n_init=1).fit(x).labels_",
        ),
        ("numpy.ndarray.mean", "def f(x): return np.mean(x)"),
        ("cv2.threshold", "import cv2\ndef f(x): return cv2.GaussianBlur(x, (3, 3), 1)"),
        ("not_installed.at_all", "def f(x): return x"),
    ],
)
def test_a_librarys_own_use_does_not_count(forbidden, source):
    assert_reads(verdict_of(source, forbidden), Outcome.PASSED)


def test_everything_is_as_before_when_the_watch_is_over():
    import cv2

    def profiler(*event):
        pass

    before = cv2.threshold, np.add
    sys.setprofile(profiler)
    try:
        verdict_of(
            "import cv2\nalias = cv2.threshold\ndef f(x): raise ValueError", "cv2.threshold", "numpy.add"
        )
        assert sys.getprofile() is profiler
    finally:
        sys.setprofile(None)
    assert (cv2.threshold, np.add) == before


def test_every_name_the_course_forbids_exists_and_can_be_watched():
    exercises = [exercise for exercise in catalogue.everything() if isinstance(exercise, Exercise)]
    for name in {name for exercise in exercises for name in exercise.forbids}:
        if is_package(name):
            package = name.removesuffix(".*")
            assert package in ALSO_NOT_INSTALLED or find_spec(package), f"{name}: a typing error?"
            continue
        target = find_target(name)
        assert target is not None, f"{name}: a typing error?"
        assert can_be_watched(target), f"{name} is a class written in C, whose calls nobody can see"
