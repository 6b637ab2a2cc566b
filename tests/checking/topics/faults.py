"""Exercises whose judges misbehave; for the tests alone, and never judged in the tests' own process."""

import os
import sys
import time

import numpy as np

from course.checking import Case, Exercise, expect

crash = Exercise("faults/crash", "Its judge ends the process")


@crash.part("never told")
def ends_the_process(answer, case):
    answer(1)
    os.abort()


endless = Exercise("faults/endless", "Its judge does not return")


@endless.part("never told")
def never_returns(answer, case):
    answer(1)
    while True:
        time.sleep(0.01)


spinning = Exercise("faults/spinning", "Its judge computes for ever")


@spinning.part("never told")
def computes_for_ever(answer, case):
    answer(1)
    while True:
        pass


noisy = Exercise("faults/noisy", "Its judge prints")


@noisy.part("the same")
def prints(answer, case):
    print("a line that is no reply")
    os.write(1, b"and one past Python\n")
    sys.stdin.read()
    expect.equal(answer(1), 1)


careless = Exercise("faults/careless", "Its judge changes its case")


@careless.cases
def three_numbers(rng):
    yield Case("three numbers", numbers=rng.uniform(1, 2, 3), names=["a"])


@careless.part("the sum")
def adds_up(answer, case):
    case.names.append("b")
    expect.close(answer(case.numbers), case.numbers.sum(), within=1e-9)
    case.numbers[:] = 0
    expect.equal(case.names, ["a", "b"])


@careless.part("the sum again")
def adds_up_again(answer, case):
    expect.that(bool((case.numbers >= 1).all()), "the first part's changes are seen by the second.")
    adds_up(answer, case)


unsendable = Exercise("faults/unsendable", "Its case holds what cannot be sent")


@unsendable.part("a generator")
def gives_a_generator(answer, case):
    answer(np.random.default_rng(1))


large = Exercise("faults/large", "Its case is large")


@large.part("the same")
def gives_much(answer, case):
    answer(np.zeros(50_000_000, np.uint8))


EXERCISES = (large, crash, endless, spinning, noisy, careless, unsendable)
