"""Answers that are no functions: batches, values and models, judged in the learner's notebook."""

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.candidate import MAX_BATCHES
from course.checking.contract.verdict import Outcome
from course.checking.definition.answer import Answer
from course.checking.running.local_candidate import LocalCandidate
from tests.checking.reading import assert_reads, exercise_of, judged

PASSED, FAILED, ERROR, NOT_ATTEMPTED = Outcome


def in_fours(images, labels):
    for start in range(0, len(images), 4):
        yield images[start : start + 4] / 2, labels[start : start + 4]


class Sequence:
    """As keras has them: a length and items, and no iteration by themselves."""

    def __init__(self, images, labels):
        self.batches = list(in_fours(images, labels))

    def __len__(self):
        return len(self.batches)

    def __getitem__(self, index):
        return self.batches[index]


def fails_in_the_second(images, labels):
    yield images[:4] / 2, labels[:4]
    raise ValueError("no more pictures")


def yields_for_ever_and_slowly(images, labels):
    while True:
        pass
    yield


@pytest.mark.parametrize(
    ("target", "outcome", "phrases"),
    [
        (in_fours, PASSED, ()),
        (Sequence, ERROR, ("you gave the class Sequence",)),
        (lambda images, labels: Sequence(images, labels), PASSED, ()),
        (lambda images, labels: list(in_fours(images, labels)), PASSED, ()),
        (lambda images, labels: None, FAILED, ("returned nothing where batches should come",)),
        (lambda images, labels: ..., NOT_ATTEMPTED, ()),
        (lambda images, labels: in_fours(images * 2, labels), FAILED, ("differs from what is expected",)),
        (lambda images, labels: in_fours(images[:4], labels), FAILED, ("halves(images, labels)",)),
        (fails_in_the_second, ERROR, ("no more pictures", 'raise ValueError("no more pictures")')),
        (yields_for_ever_and_slowly, ERROR, ("had not returned after 2 seconds",)),
        (None, NOT_ATTEMPTED, ("halves is not written yet",)),
        (3, ERROR, ("something that yields batches", "type int")),
    ],
)
def test_batches_of_a_function(target, outcome, phrases):
    assert_reads(judged(target, "takes/halves"), outcome, *phrases)


def endless():
    number = 0
    while True:
        yield number
        number += 1


@pytest.mark.parametrize(
    "target", [endless, endless(), range(9), [0, 1, 2, 3], np.arange(5), iter((0, 1, 2))]
)
def test_batches_of_whatever_can_be_gone_through(target):
    assert_reads(judged(target, "takes/stream"), PASSED)


def test_a_judge_cannot_ask_for_batches_without_an_end():
    answer = Answer(LocalCandidate(endless, "stream", takes="batches"))
    for count in (0, -1, MAX_BATCHES + 1):
        with pytest.raises(ValueError, match="batches"):
            answer.batches(count)


@pytest.mark.parametrize(
    ("target", "outcome", "phrases"),
    [
        ({"rate": 0.1, "size": (32, 32)}, PASSED, ()),
        ({"rate": 0.1, "size": np.array([32, 32])}, PASSED, ()),
        ({"rate": 0.2}, FAILED, ("0.1", "0.2")),
        ({"size": 32}, FAILED, ('the key "rate"',)),
        (lambda: {}, FAILED, ("the function <lambda> itself; call it",)),
        (None, NOT_ATTEMPTED, ("settings is not written yet",)),
        (..., NOT_ATTEMPTED, ()),
    ],
)
def test_a_value(target, outcome, phrases):
    assert_reads(judged(target, "takes/settings"), outcome, *phrases)


def test_what_takes_a_value_cannot_be_called_by_its_judge():
    exercise = exercise_of(lambda answer, case: answer(case.x), takes="value")
    assert_reads(judged(4, exercise), ERROR, "needs a function")


def test_only_a_keras_model_has_an_architecture():
    exercise = exercise_of(lambda answer, case: answer.architecture(), takes="model")
    assert_reads(judged(lambda images: images, exercise), ERROR, "needs a Keras model")


def test_a_configuration_that_is_none_is_refused_before_anything_is_built():
    class Pretends:
        def __init__(self, text):
            self.text = text

        def predict(self, images):
            return images

        def to_json(self):
            return self.text

    exercise = exercise_of(lambda answer, case: expect.that(bool(answer.architecture()), "m"), takes="model")
    for text, phrase in (
        ("not JSON", "is not JSON"),
        ("[]", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("x" * 3_000_000, "more than 2,000,000 characters"),
        (3, "characters"),
        ('{"class_name": "__lambda__", "config": {"value": "x"}}', "contains __lambda__"),
        (
            '{"module": "builtins", "class_name": "function", "config": "eval"}',
            "contains function of builtins",
        ),
        ('{"module": "os", "class_name": "system", "config": {}}', "contains system of os"),
        (
            '{"module": "keras.layers", "class_name": "Lambda", "config": {}}',
            "contains Lambda of keras.layers",
        ),
        ('{"module": "keras.layers", "class_name": "TFSMLayer", "config": {}}', "TFSMLayer"),
        ('{"module": "keras.layers", "class_name": "StringLookup", "config": {}}', "StringLookup"),
        (
            '{"module": "keras.layers", "class_name": "TorchModuleWrapper", "config": {}}',
            "TorchModuleWrapper",
        ),
        (
            '{"module": "keras.layers", "class_name": "Dense", "registered_name": "my>Dense", "config": {}}',
            "contains Dense of keras.layers",
        ),
        ('{"module": "keras.layers", "class_name": ["Dense"], "config": {}}', "cannot be checked"),
        ('{"module": ["keras.layers"], "class_name": "Dense", "config": {}}', "cannot be checked"),
        ('{"a": [{"b": [{"module": "keras.layers", "class_name": "Lambda"}]}]}', "Lambda"),
        ("[" * 0 + '{"a": ' * 100 + "1" + "}" * 100, "nested too deep"),
    ):
        assert_reads(judged(Pretends(text), exercise), FAILED, phrase)


class Doubles:
    def predict(self, numbers):
        return 2 * numbers


def test_what_a_builder_builds_is_judged():
    calls = []

    def built():
        calls.append(1)
        return Doubles()

    assert_reads(judged(built, "takes/built"), PASSED)
    assert calls == [1, 1]  # a second time to see that the model is a new one


def test_a_builder_that_keeps_its_model_is_refused():
    model = Doubles()
    assert_reads(judged(lambda: model, "takes/built"), FAILED, "the same model each time")


@pytest.mark.parametrize(
    ("target", "outcome", "phrase"),
    [
        (Doubles(), ERROR, "you gave a model. Write built without parentheses behind it"),
        (lambda: None, FAILED, "is the return missing"),
        (lambda: "a model", FAILED, "should return a model with a predict method; yours returned a str"),
        (lambda: Doubles, ERROR, "needs a trained model with a predict method; you gave the class Doubles"),
        (lambda: 1 / 0, ERROR, "ZeroDivisionError"),
        (lambda: ..., NOT_ATTEMPTED, "not written yet"),
        (lambda size: Doubles(), ERROR, "missing 1 required positional argument"),
        ("no builder", ERROR, "a function that builds a model"),
    ],
)
def test_whatever_a_builder_gives(target, outcome, phrase):
    assert_reads(judged(target, "takes/built"), outcome, phrase)


def test_a_function_of_the_judges_is_called_like_any_other_and_says_what_it_refuses():
    def quotient(function, x):
        return (function(np.float64(x + 1e-5)) - function(np.float64(x - 1e-5))) / 2e-5

    assert_reads(judged(quotient, "takes/slope"), PASSED)
    verdict = judged(lambda function, x: function(str(x)), "takes/slope")
    assert_reads(verdict, ERROR, "stopped with Refused: x should be a float")
    verdict = judged(lambda function, x: function(y=x), "takes/slope")
    assert_reads(verdict, ERROR, "stopped with Refused: parabola(x) was called with other arguments")


def test_a_function_of_the_judges_shows_nothing_and_ends_with_the_call():
    kept = []

    def keeps(function, x):
        kept.append(function)
        return 2 * x

    judged(keeps, "takes/slope")
    assert repr(kept[0]) == "<function parabola>"
    with pytest.raises(ValueError, match="parabola can only be called while your function runs"):
        kept[0](1.0)
