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
        own = run_folder / folder
        for part in ("kernel", "examiner", "files"):
            (own / part).mkdir(parents=True)
        if os.geteuid() == 0:
            for place in (own, own / "kernel"):
                os.chown(place, UNPRIVILEGED, UNPRIVILEGED)
        (own / "files" / "data.txt").write_text("beside the notebook")
        request = {"folder": folder, "limits": asdict(Limits(**limits))}
        outer = subprocess.Popen(
            [*walls(run_folder), sys.executable, "-u", "-c", PROGRAM.format(request=request)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert outer.stdin
        outer.stdin.write(program)
        outer.stdin.close()
        outer.stdin = None
        return outer

    return start


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
