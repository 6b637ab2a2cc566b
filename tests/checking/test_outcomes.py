"""The four outcomes are never mixed up, and every kind of misbehaviour has a message of its own."""

import sys
import warnings

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.verdict import Outcome, PartResult, Verdict
from tests.checking.reading import assert_reads, exercise_of, judged, returns_to

PASSED, FAILED, ERROR, NOT_ATTEMPTED = Outcome


def test_a_right_answer_passes():
    verdict = judged(lambda image: image + image)
    assert_reads(verdict, PASSED, "Right.", "3 of 3 points")
    assert verdict.score == 3


def test_a_wrong_answer_fails_with_the_place_of_the_largest_difference():
    verdict = judged(lambda image: image * 3)
    assert_reads(
        verdict, FAILED, "Not yet.", "0 of 3 points", "twice(image) differs from what is expected", "row"
    )


def test_an_answer_that_is_right_in_one_part_is_partly_right():
    verdict = judged(lambda image: image * 2 if len(image) == 1 else image)
    assert_reads(verdict, FAILED, "Partly right.", "1 of 3 points", "doubles every pixel", "a small picture")
    assert [part.outcome for part in verdict.parts] == [FAILED, PASSED]


def test_an_exception_is_an_error_with_the_learners_own_line():
    def twice(image):
        pixels = list(image)
        return pixels["two"]

    verdict = judged(twice)
    assert_reads(
        verdict, ERROR, "stopped with TypeError: list indices must be integers", 'return pixels["two"]'
    )
    assert verdict.parts[0].finding.line_number == twice.__code__.co_firstlineno + 2


def test_the_learners_line_is_named_when_a_library_raises():
    def twice(image):
        return np.linalg.inv(image)

    assert_reads(judged(twice), ERROR, "LinAlgError", "return np.linalg.inv(image)")


def unsolved(image):
    raise NotImplementedError


@pytest.mark.parametrize(
    "target",
    [None, ..., unsolved, lambda image: ..., lambda image: unsolved(image)],
    ids=["None", "dots", "raises", "returns dots", "calls what raises"],
)
def test_a_stub_is_not_attempted(target):
    verdict = judged(target)
    assert_reads(verdict, NOT_ATTEMPTED, "Not attempted yet.", "twice is not written yet")
    assert {part.outcome for part in verdict.parts} == {NOT_ATTEMPTED}


def test_not_implemented_inside_a_library_is_an_error():
    library = {"__name__": "library"}
    exec("def blur(image):\n    raise NotImplementedError('no such mode')", library)
    verdict = judged(lambda image: library["blur"](image))
    assert_reads(verdict, ERROR, "stopped with NotImplementedError: no such mode")


def test_a_part_that_is_not_attempted_does_not_hide_one_that_passed():
    verdict = judged(lambda image: image * 2 if len(image) == 1 else unsolved(image))
    assert [part.outcome for part in verdict.parts] == [NOT_ATTEMPTED, PASSED]
    assert_reads(verdict, FAILED, "Partly right.")


def test_the_outcome_of_a_verdict_follows_from_its_parts():
    def of(*outcomes):
        return Verdict("t/e", "t", tuple(PartResult(str(n), 1, o) for n, o in enumerate(outcomes))).outcome

    assert of(PASSED, PASSED) is PASSED
    assert of(NOT_ATTEMPTED, NOT_ATTEMPTED) is NOT_ATTEMPTED
    assert of(PASSED, NOT_ATTEMPTED) is FAILED
    assert of(FAILED, ERROR) is ERROR
    assert of(PASSED, FAILED) is FAILED


@pytest.mark.parametrize(
    ("target", "phrases"),
    [
        (
            np.zeros((6, 8)),
            ("needs the function itself", "a value of type ndarray", "Write twice without parentheses"),
        ),
        (3.5, ("a value of type float",)),
        (dict, ("you gave the class dict",)),
    ],
)
def test_a_value_instead_of_a_function_is_named(target, phrases):
    assert_reads(judged(target), ERROR, *phrases)


def changes(image):
    image *= 2
    return image


def recurses(image):
    return recurses(image)


def exits(image):
    sys.exit(3)


def forgets_return(image):
    image * 2


@pytest.mark.parametrize(
    ("target", "outcome", "phrases"),
    [
        (changes, FAILED, ("twice changed its input image", "image = image.copy()")),
        (recurses, ERROR, ("twice calls itself again and again",)),
        (exits, ERROR, ("stopped with SystemExit", "use return")),
        (forgets_return, FAILED, ("yours returned nothing (None)", "end in return?")),
        (
            lambda image: image * np.nan,
            FAILED,
            ("48 of 48 values are not a number (NaN)", "divided by zero?"),
        ),
        (lambda image: "bright", FAILED, ("should return an array; yours returned text",)),
        (
            lambda image: 2 * image[:, :-1],
            FAILED,
            ("should be 6 x 8; yours is 6 x 7, so one column is missing",),
        ),
        (lambda image: {1, 2}, FAILED, ("twice returned a set, which has no order",)),
        (lambda image: iter(lambda: 1, 2), FAILED, ("wrap it in list(...)",)),
        (lambda image: (row for row in image), FAILED, ("twice returned a generator; wrap it in list(...)",)),
        (lambda image: np.median, FAILED, ("returned the function median itself; call it with (...)",)),
        (lambda image: [[1, 2], [3]], FAILED, ("a list whose rows have different lengths",)),
        (lambda: 3, ERROR, ("takes 0 positional arguments but 1 was given",)),
    ],
)
def test_every_misbehaviour_has_its_own_message(target, outcome, phrases):
    assert_reads(judged(target), outcome, *phrases)


def test_a_wrong_dtype_is_named():
    exercise = returns_to(lambda value: expect.array(value, dtype="uint8"))
    assert_reads(
        judged(lambda x: np.zeros(3), exercise), FAILED, "should have dtype uint8; yours has float64"
    )


def test_a_changed_keyword_input_is_noticed():
    exercise = exercise_of(lambda answer, case: answer(1, weights=[3, 4]))
    assert_reads(judged(lambda x, weights: weights.pop(), exercise), FAILED, "f changed its input weights")


def test_printing_costs_nothing_and_is_mentioned():
    def twice(image):
        print("shape", image.shape)
        print("to stderr", file=sys.stderr)
        return image * 2

    verdict = judged(twice)
    assert_reads(verdict, PASSED, "twice printed 6 lines (the first: “shape (6, 8)”)", "costs nothing")


def test_a_librarys_warning_is_told_as_a_warning_and_once():
    def twice(image):
        # What numpy has Python write; pytest would keep a real warning to itself.
        text = warnings.formatwarning(
            "invalid value encountered in divide", RuntimeWarning, "a.py", 3, "x / x"
        )
        sys.stderr.write(text)
        return image * 2

    (note,) = judged(twice).notes
    assert "a warning: RuntimeWarning: invalid value encountered in divide. The warning alone costs" in note
    assert "printed" not in note


def test_a_defect_of_a_judge_is_not_blamed_on_the_learner(monkeypatch):
    verdict = judged(lambda: 1, "trial/broken")
    assert [part.outcome for part in verdict.parts] == [ERROR, PASSED]
    assert_reads(
        verdict, ERROR, "The check itself broke (ZeroDivisionError", "not of your answer", "trial/broken"
    )


def test_an_exercise_without_cases_does_not_pass():
    assert_reads(
        judged(lambda x: x, "trial/caseless"), ERROR, "The check itself broke", "no case of the kind"
    )


def test_data_that_cannot_be_had_is_explained_by_its_own_message():
    assert_reads(judged(lambda x: x, "trial/undownloaded"), ERROR, "flowers.zip could not be downloaded")


@pytest.mark.parametrize(
    ("choice", "outcome", "phrases"),
    [
        ("b", PASSED, ("Light scatters.",)),
        (" (B) ", PASSED, ()),
        ("a", FAILED, ("Not a: that is the evening.",)),
        (None, NOT_ATTEMPTED, ('Set colour to one of "a", "b".',)),
        (..., NOT_ATTEMPTED, ()),
        ("", NOT_ATTEMPTED, ()),
        ("blue", FAILED, ("should be one letter", "yours is 'blue'")),
        (2, FAILED, ("yours is 2",)),
        (np.array(["b", "b"]), FAILED, ("should be one letter",)),
        (["b"], FAILED, ("yours is ['b']",)),
        (print, FAILED, ("the function print itself",)),
    ],
)
def test_a_choice_is_right_wrong_or_not_made(choice, outcome, phrases):
    assert_reads(judged(choice, "trial/colour"), outcome, *phrases)


class Model:
    def predict(self, values):
        print("1/1 ======")
        return values.max()


def test_a_model_is_judged_by_its_predictions_and_its_progress_bar_is_not_mentioned():
    verdict = judged(Model(), "trial/brightest")
    assert verdict.outcome is PASSED
    assert not verdict.notes


def test_a_models_class_and_a_value_are_refused():
    assert_reads(judged(Model, "trial/brightest"), ERROR, "you gave the class Model")
    assert_reads(judged(4, "trial/brightest"), ERROR, "a trained model with a predict method", "type int")
