"""What judges can insist on, and the sentences that come of it."""

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.problems import CandidateProblem, Mismatch
from course.checking.contract.verdict import Outcome
from course.checking.definition.answer import Answer
from course.checking.running.local_candidate import LocalCandidate
from tests.checking.reading import A_PICTURE, assert_reads, exercise_of, judged


def refusal(function, *args, **kwargs):
    with pytest.raises(Mismatch) as mismatch:
        function(*args, **kwargs)
    return mismatch.value.message


def test_the_message_names_the_call_the_expected_and_the_returned_shape():
    exercise = exercise_of(lambda answer, case: expect.array(answer(5, 1.0), shape=(5, 5)))
    verdict = judged(lambda size, sigma: np.ones((5, 4)), exercise)
    assert_reads(
        verdict, Outcome.FAILED, "f(5, 1.0) should be 5 x 5; yours is 5 x 4, so one column is missing."
    )


@pytest.mark.parametrize(
    ("wanted", "got", "sentence"),
    [
        ((5, 5), (5, 4), "should be 5 x 5; yours is 5 x 4, so one column is missing"),
        ((5, 5), (3, 5), "should be 5 x 5; yours is 3 x 5, so 2 rows are missing"),
        ((5, 5), (6, 5), "should be 5 x 5; yours is 6 x 5, so there is one row too many"),
        ((5, 5), (5, 8), "should be 5 x 5; yours is 5 x 8, so there are 3 columns too many"),
        ((4, 6), (6, 4), "should be 4 x 6; yours is 6 x 4: rows and columns are swapped"),
        ((4, 6, 3), (4, 6), "should be 4 x 6 x 3; yours is 4 x 6: one axis is missing"),
        ((4, 6), (1, 4, 6), "should be 4 x 6; yours is 1 x 4 x 6: one axis too many"),
        ((4,), (7,), "should be 4 values; yours is 7 values"),
        ((4, 6), (0, 6), "should be 4 x 6; yours is 0 x 6, so 4 rows are missing"),
        (
            (2, 5, 7, 3),
            (2, 4, 7, 3),
            "should be 2 x 5 x 7 x 3; yours is 2 x 4 x 7 x 3, so one row is missing",
        ),
        (
            (2, 5, 7, 3),
            (3, 5, 7, 3),
            "should be 2 x 5 x 7 x 3; yours is 3 x 5 x 7 x 3, so there is one picture too many",
        ),
        (
            (2, 5, 7, 3),
            (2, 5, 7, 1),
            "should be 2 x 5 x 7 x 3; yours is 2 x 5 x 7 x 1, so 2 channels are missing",
        ),
        (
            (2, 5, 7, 3),
            (2, 7, 5, 3),
            "should be 2 x 5 x 7 x 3; yours is 2 x 7 x 5 x 3: rows and columns are swapped",
        ),
    ],
)
def test_shapes_are_explained(wanted, got, sentence):
    assert refusal(expect.array, np.zeros(got), shape=wanted) == sentence


@pytest.mark.parametrize(
    ("options", "got", "phrase"),
    [
        ({}, None, "yours returned nothing (None)"),
        ({}, "text", "yours returned text"),
        ({}, [[1], [1, 2]], "rows have different lengths"),
        ({}, [np.zeros((2, 3)), np.zeros((2, 4))], "rows have different lengths"),
        ({}, ["a"], "an array of <U1 (1 value)"),
        ({}, [None], "an array of object (1 value)"),
        ({}, {"a": 1}, "yours returned a dict"),
        ({"dtype": "uint8"}, np.zeros(2), "should have dtype uint8; yours has float64"),
        ({"dtype": "integer"}, np.zeros(2), "dtype a whole-number type; yours has float64"),
        ({"dtype": "float"}, np.zeros(2, int), "dtype a floating-point type; yours has int64"),
        ({}, np.array([1, np.nan, np.inf]), "2 of 3 values are not a number (NaN) or infinite"),
        ({"low": 0}, np.array([-3, 1]), "no value below 0; yours goes down to -3"),
        ({"high": 1}, np.array([255.0]), "no value above 1; yours goes up to 255"),
    ],
)
def test_arrays_are_refused_for_a_reason(options, got, phrase):
    assert phrase in refusal(expect.array, got, **options)


def test_lists_single_numbers_and_other_float_types_count_as_arrays():
    assert expect.array([[1, 2]], shape=(1, 2)).dtype.kind == "i"
    assert expect.array(3.5, shape=()).shape == ()
    assert expect.array(np.zeros(2, np.float16), dtype="float").size == 2


@pytest.mark.parametrize(
    ("got", "phrase"),
    [
        (True, "yours returned True"),
        ("3", "yours returned text"),
        ([1, 2], "yours returned a list or tuple of 2 items"),
        (np.zeros(2), "an array of float64 (2 values)"),
        (1j, "yours returned a complex number"),
        (float("nan"), "yours returned NaN (not a number). Is something divided by zero?"),
        (float("-inf"), "yours returned an infinite number"),
        pytest.param(10**6000, "a whole number of about 6,000 digits", id="huge"),
        (None, "nothing (None)"),
    ],
)
def test_only_a_finite_real_number_is_a_number(got, phrase):
    assert phrase in refusal(expect.number, got)


def test_only_a_truth_value_is_one():
    assert expect.truth(True) is True
    for got in (1, 0.0, "True", [True], np.array([True])):
        assert "should return True or False; yours returned" in refusal(expect.truth, got)


def test_numbers_in_small_arrays_count():
    assert expect.number(np.array([[4]])) == 4.0


def test_close_has_an_absolute_and_a_relative_tolerance():
    expect.close(103, 100, within=3)
    expect.close(103, 100, relative=0.03)
    assert refusal(expect.close, 104, 100, within=3) == "should be 100 (within 3); yours is 104"
    assert refusal(expect.close, 104, 100, name="sigma") == "should give sigma 100; yours is 104"


def test_close_names_the_worst_place_and_shows_both_pictures():
    got = A_PICTURE.copy()
    got[2, 3] += 10
    got[4, 4] += 1
    with pytest.raises(Mismatch) as mismatch:
        expect.close(got, A_PICTURE, within=0.5, given=A_PICTURE)
    assert "in 2 of 48 values; the largest difference is at row 2, column 3: expected 19, got 29" in str(
        mismatch.value
    )
    titles = [panel.title for panel in mismatch.value.panels]
    assert titles == ["the input", "yours", "expected", "difference (yours - expected)"]


def test_unsigned_bytes_do_not_wrap_around_in_the_comparison():
    assert "largest difference" in refusal(expect.close, np.uint8([0]), np.uint8([255]), within=5)


@pytest.mark.parametrize("expected", [np.nan, np.array([1, np.nan]), np.inf])
def test_an_expected_value_that_every_answer_would_meet_is_the_authors_defect(expected):
    with pytest.raises(ValueError, match="every answer would pass"):
        expect.close(np.ones(np.shape(expected)), expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (3.0, 3),
        (np.array(3), 3),
        (np.array(True), True),
        ([1, 2], (1, 2)),
        (np.array([1, 2]), [1, 2]),
        ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
        ({"a": np.array([1, 2]), "b": {"c": 1.0}}, {"a": [1, 2], "b": {"c": 1}}),
        ("grey", "grey"),
        (None, None),
    ],
)
def test_equal_accepts_every_form_of_the_same_answer(got, expected):
    expect.equal(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (4, 3),
        (True, 1),
        (1, True),
        ([True], [1]),
        ("3", 3),
        ([1, 2, 3], [1, 2]),
        ([1, [2]], [1, 2]),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": np.array([1, 2])}, {"a": np.array([1, 3])}),
        (2**53 + 1, 2**53),
        (None, 3),
        (None, [1]),
    ],
)
def test_equal_refuses_what_differs(got, expected):
    assert refusal(expect.equal, got, expected)


def test_an_entry_that_is_missing_names_the_keys_there_are():
    assert expect.entry({"width": 3}, "width") == 3
    assert refusal(expect.entry, {"w": 3, "h": 2}, "width").endswith('the key "width"; yours has w, h')
    assert refusal(expect.entry, {}, "width").endswith("yours has no keys")
    assert "yours returned a list" in refusal(expect.entry, [1], "width")
    assert len(refusal(expect.entry, dict.fromkeys(map(str, range(10**5))), "width")) < 400


LABELS = np.arange(100) % 4


def with_mistakes(count):
    """Predictions for LABELS of which the first `count` are wrong."""
    return np.where(np.arange(100) < count, (LABELS + 1) % 4, LABELS)


def test_an_accuracy_is_held_against_the_gate_by_the_lower_end_of_its_interval():
    # Wilson's interval of 95 of 100 right is .888 to .978 (statsmodels.stats.proportion.proportion_confint).
    expect.accuracy(with_mistakes(5), LABELS, 0.888)
    assert refusal(expect.accuracy, with_mistakes(5), LABELS, 0.89) == (
        "is right for 95.0% of 100 new pictures (95 % interval 88.8% to 97.8%); the lower end should reach 89%"
    )


def test_of_a_low_accuracy_what_is_certain_is_said():
    assert "Every one of your answers is 0" in refusal(expect.accuracy, np.zeros(100, int), LABELS, 0.5)
    assert "should be one of" in refusal(expect.accuracy, with_mistakes(5) + 10, LABELS, 0.5)
    assert "should be 100 values" in refusal(expect.accuracy, LABELS[:50], LABELS, 0.5)
    assert "In the reverse order" in refusal(
        expect.accuracy, LABELS[::-1], LABELS, 0.5, mistakes={"In the reverse order": LABELS[::-1]}
    )


def raising(error):
    def f(x):
        raise error

    return Answer(LocalCandidate(f, "f"))


def test_raises_wants_the_error_or_a_subclass_with_a_message():
    class Special(ValueError):
        pass

    because = "the size is even"
    assert expect.raises(raising(ValueError("even size")), ValueError, 4, because=because) == "even size"
    assert expect.raises(raising(Special("even")), ValueError, 4, because=because) == "even"
    assert "say in its ValueError what is wrong" in refusal(
        expect.raises, raising(ValueError()), ValueError, 4, because=because
    )
    assert "yours raised KeyError" in refusal(
        expect.raises, raising(KeyError("k")), ValueError, 4, because=because
    )
    quiet = Answer(LocalCandidate(lambda x: x, "f"))
    assert refusal(expect.raises, quiet, ValueError, 4, because=because) == (
        "should raise ValueError because the size is even; yours returned 4"
    )


def test_raises_does_not_take_an_unsolved_stub_for_an_answer():
    with pytest.raises(CandidateProblem, match="not written yet"):
        expect.raises(raising(NotImplementedError()), NotImplementedError, 4, because="it is abstract")
