"""A known mistake is named when its result came, and only then."""

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.problems import Mismatch

PICTURE = np.arange(20.0).reshape(4, 5) + 3


def refusal(got, expected=PICTURE, check=expect.close, **options):
    with pytest.raises(Mismatch) as caught:
        check(got, expected, **options)
    return caught.value.message


MISTAKES = {"Yours is doubled": 2 * PICTURE, "Yours is upside down": lambda: PICTURE[::-1]}


def test_the_mistake_that_was_made_is_named():
    assert refusal(2 * PICTURE, mistakes=MISTAKES).endswith(". Yours is doubled")
    assert refusal(PICTURE[::-1], mistakes=MISTAKES).endswith(". Yours is upside down")


def test_another_fault_gets_no_guess_but_the_place():
    got = PICTURE.copy()
    got[2, 3] += 7
    message = refusal(got, mistakes=MISTAKES)
    assert "at row 2, column 3: expected 16, got 23" in message
    assert "Yours" not in message


def test_a_mistake_with_another_shape_is_named_beside_the_shapes():
    message = refusal(PICTURE.T, mistakes={"Yours is transposed": PICTURE.T})
    assert message == "should be 4 x 5; yours is 5 x 4: rows and columns are swapped. Yours is transposed"


def test_a_mistake_that_gives_nearly_the_right_result_is_not_blamed():
    got = PICTURE + 0.02
    assert "Yours" not in refusal(got, mistakes={"Yours has a wrong centre": PICTURE + 0.019 * np.eye(4, 5)})


def test_of_two_that_fit_the_nearer_one_is_named():
    mistakes = {"one": PICTURE * 2.004, "two": PICTURE * 2.001}
    assert refusal(PICTURE * 2, mistakes=mistakes, relative=0.01).endswith(". two")


def test_a_result_near_a_mistakes_is_another_where_a_right_one_must_be_nearer():
    interval = np.array([0.8, 0.7934, 0.8066])
    one_error = np.array([0.8, 0.7947, 0.8053])
    mistakes = {"Yours is one standard error to either side": one_error}
    divided_by_n = np.array([0.8, 0.7967, 0.8033])
    assert "Yours" not in refusal(divided_by_n, interval, within=1e-6, mistakes=mistakes)
    assert refusal(one_error + 2e-7, interval, within=1e-6, mistakes=mistakes).endswith("to either side")


def test_whole_numbers_may_have_been_rounded_on_their_way():
    cut = np.floor(PICTURE * 0.37).astype(np.uint8)
    assert refusal(cut, mistakes={"Yours is too dark": PICTURE * 0.37}).endswith(". Yours is too dark")


def test_numbers_have_a_name_a_unit_and_a_tolerance():
    message = refusal(
        0.9, 0.45, relative=0.05, name="the gain", unit="DN per electron", mistakes={"Twice as much": 0.9}
    )
    assert message == (
        "should give the gain 0.45 DN per electron (within 5 %); yours is 0.9 DN per electron. Twice as much"
    )


def test_text_lists_and_dicts_too():
    mistakes = {"That is a dtype": "dtype('uint8')"}
    assert refusal("dtype('uint8')", "uint8", expect.equal, mistakes=mistakes).endswith(". That is a dtype")
    assert "dtype" not in refusal("float", "uint8", expect.equal, mistakes=mistakes)
    assert refusal([2, 1], [1, 2], expect.equal, mistakes={"Backwards": [2, 1]}).endswith(". Backwards")


def test_mistakes_cost_nothing_while_the_answer_is_right():
    def never():
        raise AssertionError

    expect.close(PICTURE, PICTURE, mistakes={"never worked out": never})
    expect.equal("a", "a", mistakes={"never worked out": never})


@pytest.mark.parametrize("got", [None, "text", [[1, 2], [3]], {"a": 1}])
def test_other_kinds_of_value_are_told_as_before(got):
    assert "Yours is" not in refusal(got, mistakes=MISTAKES)


def test_a_margin_is_not_judged_and_places_count_from_the_pictures_corner():
    got = PICTURE.copy()
    got[0] = got[:, -1] = 99
    expect.close(got, PICTURE, margin=(1, 1), mistakes=MISTAKES)
    got[2, 3] += 7
    message = refusal(got, wanted="the magnitude", margin=(1, 1), mistakes=MISTAKES)
    assert "differs from the magnitude in 1 of 6 values" in message
    assert "at row 2, column 3: expected 16, got 23" in message
    doubled = 2 * PICTURE
    doubled[0] = 0
    assert refusal(doubled, margin=(1, 1), mistakes=MISTAKES).endswith(". Yours is doubled")


def test_of_two_mistakes_that_give_the_same_the_first_is_named():
    same = {"first": 2 * PICTURE, "second": 2 * PICTURE + 1e-12}
    assert refusal(2 * PICTURE + 1e-12, mistakes=same).endswith(". first")
