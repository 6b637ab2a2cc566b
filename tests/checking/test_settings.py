"""What learners set for the whole kernel neither fails an answer nor changes what is said about it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from course.checking import notebook
from course.checking.contract.verdict import Outcome, Verdict


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Verdict]]:
    """The verdicts that `check` shows, with the kernel set as somebody who hunts a mistake sets it."""
    verdicts: list[Verdict] = []
    monkeypatch.setattr(notebook, "_show", lambda verdict, advice: verdicts.append(verdict))
    before, depth = np.seterr(all="raise"), sys.getrecursionlimit()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield verdicts
        assert warnings.filters[0][0] == "error", "back as the learner had it"
    assert set(np.geterr().values()) == {"raise"}
    np.seterr(**before)
    sys.setrecursionlimit(depth)


def divides_by_zero(image):
    np.ones(2) / np.zeros(2)
    return image * 2


def warns(image):
    warnings.warn("it is old", DeprecationWarning, stacklevel=1)
    return image * 2


@pytest.mark.parametrize("answer", [divides_by_zero, warns])
def test_what_would_raise_warns(shown: list[Verdict], answer: object) -> None:
    notebook.check("trial/twice", answer)
    assert shown[0].outcome is Outcome.PASSED


def test_functions_may_call_each_other_as_deep_as_usual(shown: list[Verdict]) -> None:
    def summed(values, first=0):
        return 0 if first == 300 else 1 + summed(values, first + 1)

    def answer(image):
        summed(image)
        return image * 2

    # As low as this test can be run with, and lower than the answer needs.
    low = len(list(_frames())) + 60
    sys.setrecursionlimit(low)
    notebook.check("trial/twice", answer)
    assert shown[0].outcome is Outcome.PASSED
    assert sys.getrecursionlimit() == low


def _frames() -> Iterator[object]:
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
