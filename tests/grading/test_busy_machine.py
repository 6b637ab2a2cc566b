"""Grades are the same on a machine that has far too much to do."""

import subprocess
import sys
from collections.abc import Callable, Iterator
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
def six_busy_loops() -> Iterator[Callable[[str], None]]:
    """They begin at the first line that grading says, when its workers stand and nothing has been graded yet."""
    loops: list[subprocess.Popen] = []

    def begin(line: str) -> None:
        if not loops:
            loops.extend(subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6))

    yield begin
    assert loops
    for loop in loops:
        loop.kill()
        loop.wait()


@pytest.mark.slow
def test_a_class_gets_the_same_grades_beside_six_busy_loops(
    tmp_path: Path, six_busy_loops: Callable[[str], None]
) -> None:
    hand_in(tmp_path / "in", "right", notebook())
    hand_in(tmp_path / "in", "partly", notebook(PARTLY))
    hand_in(tmp_path / "in", "slow", notebook(SLOW))
    hand_in(tmp_path / "in", "untouched", notebook(None))
    report = grade(
        tmp_path / "in",
        tmp_path / "out",
        solutions=only_welcome(tmp_path),
        options=Options(seed=5, modules=FORK_SERVER_MODULES),
        say=six_busy_loops,
    )
    assert {result.student: result.score for result in report.results} == {
        "right": 4,
        "partly": 3,
        "slow": 4,
        "untouched": 0,
    }
    assert not any(result.failure or result.remarks for result in report.results)


def test_who_reached_a_limit_by_the_clock_there_is_graded_again_alone(
    tmp_path: Path, six_busy_loops: Callable[[str], None]
) -> None:
    hand_in(tmp_path / "in", "asleep", notebook(SLEEPS))
    hand_in(tmp_path / "in", "right", notebook())
    done = []
    report = grade(
        tmp_path / "in",
        tmp_path / "out",
        solutions=only_welcome(tmp_path),
        options=Options(seed=5, modules=FORK_SERVER_MODULES, limits=Limits(cell_seconds=4, patience=2)),
        progress=lambda number, of, what: done.append(what),
        say=six_busy_loops,
    )
    assert {result.student: result.score for result in report.results} == {"asleep": 1, "right": 4}
    assert done[-1] == "asleep 00_welcome"
