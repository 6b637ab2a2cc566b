"""One call of a candidate: what it is given, what is kept of it, and what it cannot do to its surroundings."""

import functools
import sys
from unittest.mock import Mock

import numpy as np
import pytest

from course.checking import expect
from course.checking.contract.candidate import MAX_PRINTED
from course.checking.contract.problems import CandidateProblem, ProblemKind
from course.checking.contract.verdict import Outcome
from course.checking.definition.answer import Answer
from course.checking.running.local_candidate import LocalCandidate
from tests.checking.reading import A_PICTURE, assert_reads, judged, returns_to


def call(function, *args, **kwargs):
    return LocalCandidate(function, "f", seconds=2).call(args, kwargs)


def test_each_call_gets_its_own_copy_of_the_inputs():
    image = A_PICTURE.copy()
    seen = []
    call(seen.append, image)
    assert seen[0] is not image
    assert np.array_equal(seen[0], image)


def test_an_input_of_nan_and_an_untouched_generator_do_not_count_as_changed():
    assert call(
        lambda values, rng: rng.random() >= 0, [np.nan, {"a": np.array([np.nan])}], np.random.default_rng(1)
    )


def test_a_dtype_changed_in_place_counts_as_changed():
    def reinterprets(image):
        image.dtype = np.int64
        return image

    with pytest.raises(CandidateProblem) as problem:
        call(reinterprets, A_PICTURE.copy())
    assert problem.value.kind is ProblemKind.CHANGED_INPUT


def test_enormous_output_is_cut_and_does_not_fill_memory():
    def prints(x):
        for _ in range(2000):
            print("x" * 50_000)
        return x

    function = LocalCandidate(prints, "f", seconds=5)
    assert function.call((1,), {}) == 1
    assert len(function.printed) == MAX_PRINTED
    verdict = judged(prints, returns_to(lambda value: expect.equal(value, 3)))
    assert_reads(verdict, Outcome.PASSED, "f printed more than 1 line")


def test_closing_stdout_and_stderr_harms_nobody(capsys):
    def closes(x):
        print("before")
        sys.stdout.close()
        sys.stderr.close()
        print("after")
        return x

    function = LocalCandidate(closes, "f")
    assert function.call((1,), {}) == 1
    assert function.printed == "before\nafter\n"
    print("still there")
    assert capsys.readouterr().out == "still there\n"


def test_a_very_long_error_message_is_cut():
    def fails(x):
        raise ValueError("x" * 1_000_000)

    with pytest.raises(CandidateProblem) as problem:
        call(fails, 1)
    assert len(problem.value.message) < 500


def test_an_exception_that_cannot_be_printed_is_still_an_error():
    class Odd(Exception):
        def __str__(self):
            raise RuntimeError

    def fails(x):
        raise Odd

    with pytest.raises(CandidateProblem, match=r"stopped with Odd\."):
        call(fails, 1)


def test_keyboard_interrupt_passes_through():
    def stopped(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judged(stopped)


@pytest.mark.parametrize("name", ["exit", "quit"])
def test_exit_is_an_error_that_says_what_to_do(name):
    def leaves(x):
        __builtins__[name]()

    with pytest.raises(CandidateProblem, match="use return"):
        call(leaves, 1)


class Doubler:
    def __call__(self, x):
        return x * 2

    def method(self, x):
        return x * 2


@pytest.mark.parametrize(
    "function",
    [
        Doubler(),
        Doubler().method,
        functools.partial(lambda factor, x: factor * x, 2),
        functools.cache(lambda x: 2 * x),
        np.vectorize(lambda x: 2 * x),
        Mock(side_effect=lambda x: 2 * x),
    ],
    ids=["object", "method", "partial", "cached", "vectorized", "mock"],
)
def test_everything_that_can_be_called_is_a_function(function):
    assert call(function, 4) == 8


def test_an_answer_remembers_its_call_as_it_would_be_typed():
    answer = Answer(LocalCandidate(lambda *args, **kwargs: 1, "blur", seconds=2))
    answer(A_PICTURE, 5, 1.5, 2.0, np.float64(0.25), np.inf, mode="same", kernel=np.ones((1, 2)))
    assert answer.last_call == (
        'blur(image, 5, 1.5, 2.0, 0.25, inf, mode="same", kernel=np.array([[1.0, 1.0]]))'.replace('"', "'")
    )
    answer(np.zeros((2, 9, 9, 3)), np.zeros(50), list(range(100)), {"k": A_PICTURE}, "x" * 100)
    assert answer.last_call.startswith("blur(images, array, [... 100 items], {... 1 items}, 'xxx")
    assert len(answer.last_call) < 150
