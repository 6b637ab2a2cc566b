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
def inside(run_folder: Path) -> Callable[..., Inside]:
    """Call with the program's text, and limits that differ from the usual."""

    def run(program: str, folder: str = "one", **limits: float) -> Inside:
        own = run_folder / folder
        for part in ("kernel", "examiner", "files"):
            (own / part).mkdir(parents=True)
            if os.geteuid() == 0:
                os.chown(own / part, UNPRIVILEGED, UNPRIVILEGED)
        if os.geteuid() == 0:
            os.chown(own, UNPRIVILEGED, UNPRIVILEGED)
        (own / "files" / "data.txt").write_text("beside the notebook")
        request = {"folder": folder, "limits": asdict(Limits(**limits))}
        done = subprocess.run(
            [*walls(run_folder), sys.executable, "-u", "-c", PROGRAM.format(request=request)],
            input=program,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        end = own / "end.json"
        told = json.loads(end.read_text()) if end.exists() else {}
        return Inside(done.stdout, done.returncode, told, done.stderr)

    return run
