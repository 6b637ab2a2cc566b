"""Run a few lines of Python behind both walls, without a kernel around them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from autograder.sandbox.bubblewrap import UNPRIVILEGED, make_run_folder, walls
from autograder.sandbox.limits import Limits
from tests.conftest import require_program

PROGRAM = """
import sys
from autograder.sandbox.inside import enter
request = {request!r}
enter(request)()
exec(compile(sys.stdin.read(), "learner", "exec"), {{"__name__": "__main__"}})
"""


NEIGHBOURS = """
import json, os, sys
from autograder.sandbox.inside import enter
request, programs = {request!r}, json.load(sys.stdin)
heard, told = os.pipe()

def run(folder, program):
    process = os.fork()
    if process:
        return process
    enter(request | {{"folder": folder}})()
    exec(compile(program, folder, "exec"), {{"__name__": "__main__", "ready": lambda: os.write(told, b"x")}})
    sys.stdout.flush()
    os._exit(0)

first = run("first", programs[0])
os.close(told)
assert os.read(heard, 1), "the first program ended before it was ready"
os.waitpid(run("second", programs[1]), 0)
os.kill(first, 9)
"""


@dataclass(frozen=True)
class Inside:
    """What came of a program: what it printed, how it ended, what the supervisor wrote down."""

    printed: str
    returncode: int
    end: dict[str, object]
    errors: str


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    require_program("bwrap", "bubblewrap")
    return make_run_folder(tmp_path / "private")


@pytest.fixture
def start_inside(run_folder: Path) -> Callable[..., subprocess.Popen[str]]:
    """Call with the program's text, and limits that differ from the usual."""

    def start(program: str, folder: str = "one", **limits: float) -> subprocess.Popen[str]:
        make_folder(run_folder / folder)
        request = {"folder": folder, "limits": asdict(Limits(**limits))}
        return start_behind(run_folder, PROGRAM.format(request=request), program)

    return start


@pytest.fixture
def beside(run_folder: Path) -> Callable[[str, str], str]:
    """Call with two programs: what the second prints while the first, which has called `ready()`, runs beside it.

    Both are behind the same outer walls, as a class's notebooks are.
    """

    def run(first: str, second: str) -> str:
        for folder in ("first", "second"):
            make_folder(run_folder / folder)
        request = {"limits": asdict(Limits())}
        outer = start_behind(run_folder, NEIGHBOURS.format(request=request), json.dumps([first, second]))
        printed, errors = outer.communicate(timeout=120)
        assert not errors
        return printed

    return run


def make_folder(folder: Path) -> None:
    """A notebook's folder, as grading makes it."""
    for part in ("kernel", "examiner", "files"):
        (folder / part).mkdir(parents=True)
    if os.geteuid() == 0:
        for place in (folder, folder / "kernel"):
            os.chown(place, UNPRIVILEGED, UNPRIVILEGED)
    (folder / "files" / "data.txt").write_text("beside the notebook")


def start_behind(run_folder: Path, program: str, text: str) -> subprocess.Popen[str]:
    """Start a program behind the outer walls; it reads the text from its standard input."""
    outer = subprocess.Popen(
        [*walls(run_folder), sys.executable, "-u", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert outer.stdin
    outer.stdin.write(text)
    outer.stdin.close()
    outer.stdin = None
    return outer


@pytest.fixture
def inside(start_inside: Callable[..., subprocess.Popen[str]], run_folder: Path) -> Callable[..., Inside]:
    """As `start_inside`, but wait for the end."""

    def run(program: str, folder: str = "one", **limits: float) -> Inside:
        outer = start_inside(program, folder, **limits)
        printed, errors = outer.communicate(timeout=120)
        end = run_folder / folder / "end.json"
        told = json.loads(end.read_text()) if end.exists() else {}
        return Inside(printed, outer.returncode, told, errors)

    return run
