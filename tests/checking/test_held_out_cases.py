"""Public cases are the same each time; held-out ones are other draws, with extra edge cases."""

import numpy as np

from course.checking.contract.verdict import Outcome
from course.checking.definition.exercise import Case, Exercise
from tests.checking.reading import judged


def drawn(seed=None, exercise="trial/twice"):
    """The inputs a candidate is given."""
    seen = []

    def records(image):
        seen.append(image)
        return image * 2

    judged(records, exercise, held_out_seed=seed)
    return seen


def equal(first, second):
    return len(first) == len(second) and all(map(np.array_equal, first, second))


def test_public_draws_are_the_same_each_time():
    assert equal(drawn(), drawn())


def test_held_out_draws_differ_from_the_public_ones_and_by_seed():
    public, one, other = drawn(), drawn(1), drawn(2)
    assert not np.array_equal(public[0], one[0])
    assert not np.array_equal(public[0], drawn(0)[0])
    assert not np.array_equal(public[0], drawn(-1)[0])
    assert not np.array_equal(one[0], other[0])
    assert equal(one, drawn(1))


def test_a_part_with_cases_of_its_own_is_drawn_anew_too():
    assert [image.shape for image in drawn()] == [(6, 8), (9, 7), (1, 4)]
    assert not np.array_equal(drawn()[-1], drawn(1)[-1])


def test_held_out_edge_cases_are_tried_in_grading_only():
    def fails_on_black(image):
        return image * 2 if image.any() else image + 1

    assert judged(fails_on_black).outcome is Outcome.PASSED
    verdict = judged(fails_on_black, held_out_seed=1)
    assert verdict.parts[0].finding.case == "a black picture"


def test_two_parts_share_their_draws_in_public_and_not_when_graded():
    exercise = Exercise("trial/two_parts", "t")
    exercise.cases(lambda rng: [Case("a draw", x=rng.random(3))])
    for name in ("one", "other"):
        exercise.part(name)(lambda answer, case: answer(case.x))
    one, other = drawn(exercise=exercise)
    assert np.array_equal(one, other)
    one, other = drawn(1, exercise=exercise)
    assert not np.array_equal(one, other)


def test_a_seed_is_any_text():
    assert equal(drawn("two words"), drawn("two words"))
    assert not equal(drawn("two words"), drawn("two  words"))
    assert equal(drawn("7"), drawn(7))


def test_two_exercises_do_not_share_their_draws():
    def of(exercise_id):
        exercise = Exercise(exercise_id, "t")
        exercise.cases(lambda rng: [Case("a draw", x=rng.random(3))])
        exercise.part("p")(lambda answer, case: answer(case.x))
        return drawn(exercise=exercise)

    assert not equal(of("trial/a"), of("trial/b"))
