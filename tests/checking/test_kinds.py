"""Parts name the kinds of case they are judged on; a kind that no case has is an error, never a free pass."""

import numpy as np
import pytest

from course.checking import Case, Exercise, expect
from course.checking.contract.verdict import Outcome
from course.checking.definition.exercise import BadDefinition
from tests.checking.reading import judged


def doubled(answer, case):
    expect.close(answer(case.x), 2 * case.x)


def an_exercise() -> Exercise:
    exercise = Exercise("trial/kinds", "Double it")

    @exercise.cases("small", "large")
    def numbers(rng):
        yield Case("one", kind="small", x=1)
        yield Case("a million", kind="large", x=10**6)

    @exercise.cases("negative")
    def below_zero(rng):
        yield Case("minus one", x=-1)

    for kind in ("small", "large", "negative"):
        exercise.part(f"{kind} numbers", kinds=(kind,))(doubled)
    return exercise


def outcomes(verdict):
    return [part.outcome is Outcome.PASSED for part in verdict.parts]


def test_a_part_is_judged_on_its_kinds_alone():
    assert outcomes(judged(lambda x: 2 * x if x < 100 else 0, an_exercise())) == [True, False, True]
    assert outcomes(judged(lambda x: 2 * abs(x), an_exercise())) == [True, True, False]


def test_a_part_without_kinds_is_judged_on_all():
    exercise = an_exercise()
    exercise.part("all numbers")(doubled)
    assert outcomes(judged(lambda x: 2 * abs(x), exercise))[-1] is False
    assert outcomes(judged(lambda x: 2 * x, exercise)) == [True] * 4


def test_a_mistyped_kind_is_an_error_where_the_exercise_is_defined():
    with pytest.raises(BadDefinition, match=r"“more”.*'smal'.*'small', 'large', 'negative'"):
        an_exercise().part("more", kinds=("small", "smal"))


def test_one_kind_still_needs_its_tuple():
    with pytest.raises(BadDefinition, match="takes a tuple of kinds"):
        an_exercise().part("more", kinds="small")


def test_held_out_cases_reach_every_part_by_kind():
    exercise = an_exercise()

    @exercise.held_out_cases("negative")
    def far_below(rng):
        yield Case("minus a thousand", x=-1000)

    def right_near_zero(x):
        return 2 * x if x > -100 else 0

    assert outcomes(judged(right_near_zero, exercise)) == [True] * 3
    assert outcomes(judged(right_near_zero, exercise, held_out_seed=1)) == [True, True, False]


def test_held_out_cases_that_no_part_would_see_are_an_error():
    with pytest.raises(BadDefinition, match="'huge'"):
        an_exercise().held_out_cases("huge")(lambda rng: [Case("huge", x=10**9)])
    with pytest.raises(BadDefinition, match="kind ''"):
        an_exercise().held_out_cases(lambda rng: [Case("huge", x=10**9)])


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        ([Case("one", kind="smal", x=1)], "of the kind 'smal'"),
        ([Case("one", kind="small", x=1)], "no case of the kind 'large' was made"),
        ([Case("one", x=1)], "of the kind ''"),
    ],
)
def test_a_maker_that_breaks_its_promise_never_passes_anything(cases, message):
    exercise = Exercise("trial/kinds", "Double it")
    exercise.cases("small", "large")(lambda rng: cases)
    exercise.part("p", kinds=("small",))(doubled)
    verdict = judged(lambda x: 2 * x, exercise)
    assert verdict.outcome is Outcome.ERROR
    assert message in verdict.parts[0].finding.message


def test_every_part_gets_fresh_inputs():
    exercise = Exercise("trial/fresh", "Fresh")
    exercise.cases("a")(lambda rng: [Case("zeros", x=np.zeros(3))])

    def spoils(answer, case):
        assert not case.x.any()
        case.x += 1
        answer(case.x)

    exercise.part("first", kinds=("a",))(spoils)
    exercise.part("second", kinds=("a",))(spoils)
    assert judged(lambda x: x, exercise).outcome is Outcome.PASSED
