"""What a trained model predicts, asked for in batches, and its scores. With Keras: `test_architecture`."""

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.problems import Mismatch
from course.checking.definition.answer import Answer
from course.checking.running.local_candidate import LocalCandidate

IMAGES = np.arange(7 * 4, dtype=float).reshape(7, 2, 2)


class Model:
    """Predicts with a function, and remembers how many images came at a time."""

    def __init__(self, function):
        self.function, self.sizes = function, []

    def predict(self, images):
        self.sizes.append(len(images))
        return self.function(images)


def predictions(function):
    answer = Answer(LocalCandidate(Model(function), "model", takes="model"))
    return answer.predictions(IMAGES, request_bytes=3 * IMAGES[0].nbytes)


def test_predictions_come_in_batches_and_in_order():
    model = Model(lambda images: images.reshape(len(images), -1).sum(axis=1, keepdims=True))
    got = Answer(LocalCandidate(model, "model", takes="model")).predictions(
        IMAGES, request_bytes=3 * IMAGES[0].nbytes
    )
    assert model.sizes == [3, 3, 1]
    assert got.tolist() == IMAGES.sum(axis=(1, 2))[:, None].tolist()


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda images: np.zeros((3, 10)), "one row for each of 1 inputs"),
        (lambda images: images.mean(), "one row for each of 3 inputs"),
        (lambda images: "shirt", "one row for each of 3 inputs"),
        (lambda images: np.full((len(images), 2), np.nan), "Did the loss become NaN"),
        (lambda images: np.zeros((len(images), len(images))), "rows of one shape"),
    ],
)
def test_what_is_not_a_row_for_each_image_is_said(function, message):
    with pytest.raises(Mismatch, match=message):
        predictions(function)


def test_scores_become_labels():
    scores = np.array([[0.1, 0.9], [3.0, -2.0]])
    assert expect.class_scores(scores, 2).tolist() == [1, 0]
    with pytest.raises(Mismatch, match="so 10 numbers each"):
        expect.class_scores(scores, 10)
    with pytest.raises(Mismatch, match="so 2 numbers each"):
        expect.class_scores(scores[0], 2)
