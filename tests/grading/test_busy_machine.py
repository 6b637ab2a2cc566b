"""Grades are the same on a machine that has far too much to do."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.grade import Options, grade
from autograder.sandbox.limits import Limits
from tests.grading.classes import FORK_SERVER_MODULES, PARTLY, RIGHT, hand_in, notebook, only_welcome

SLOW = (
    """
import time
waiting = 5.0

def work():
    # Half of what one call may take, once; beside six others that takes four times as long by the clock.
    global waiting
    end, waiting = time.process_time() + waiting, 0.0
    while time.process_time() < end:
        pass
"""
    + RIGHT
    + """
given = describe

def describe(image):
    work()
    return given(image)
"""
)
SLEEPS = (
    """
import os, time
"""
    + RIGHT
    + """
given = describe

def describe(image):
    time.sleep(200)
    return given(image)
"""
)


@pytest.fixture
def six_busy_loops(tmp_path: Path) -> Iterator[None]:
    """They begin when the fork server stands: its imports are no part of grading and would take minutes beside them."""
    hand_in(tmp_path / "before" / "in", "untouched", notebook(None))
    grade(
        tmp_path / "before" / "in",
        tmp_path / "before" / "out",
        solutions=only_welcome(tmp_path / "before"),
        options=Options(workers=1, modules=FORK_SERVER_MODULES),
    )
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


@pytest.mark.slow
@pytest.mark.usefixtures("six_busy_loops")
def test_a_class_gets_the_same_grades_beside_six_busy_loops(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", "right", notebook())
    hand_in(tmp_path / "in", "partly", notebook(PARTLY))
    hand_in(tmp_path / "in", "slow", notebook(SLOW))
    hand_in(tmp_path / "in", "untouched", notebook(None))
    report = grade(
        tmp_path / "in",
        tmp_path / "out",
        solutions=only_welcome(tmp_path),
        options=Options(seed=5, modules=FORK_SERVER_MODULES),
    )
    assert {result.student: result.score for result in report.results} == {
        "right": 4,
        "partly": 3,
        "slow": 4,
        "untouched": 0,
    }
    assert not any(result.failure or result.remarks for result in report.results)


@pytest.mark.usefixtures("six_busy_loops")
def test_who_reached_a_limit_by_the_clock_there_is_graded_again_alone(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", "asleep", notebook(SLEEPS))
    hand_in(tmp_path / "in", "right", notebook())
    done = []
    report = grade(
        tmp_path / "in",
        tmp_path / "out",
        solutions=only_welcome(tmp_path),
        options=Options(seed=5, modules=FORK_SERVER_MODULES, limits=Limits(cell_seconds=4, patience=2)),
        progress=lambda number, of, what: done.append(what),
    )
    assert {result.student: result.score for result in report.results} == {"asleep": 1, "right": 4}
    assert done[-1] == "asleep 00_welcome"
