"""The `workbook` command as a user types it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORKBOOK = shutil.which("workbook", path=str(Path(sys.executable).parent))


def workbook(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    assert WORKBOOK, "the command `workbook` is not installed beside this Python"
    options = {"timeout": 120} | options
    return subprocess.run([WORKBOOK, *arguments], capture_output=True, text=True, **options)


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("learn",),
        ("reset",),
        ("progress",),
        ("data",),
        ("data", "list"),
        ("data", "fetch"),
        ("data", "verify"),
        ("build",),
        ("collect",),
        ("grade",),
        ("demo",),
        ("report",),
        ("new",),
    ],
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    run = workbook(*command, "--help")
    assert run.returncode == 0
    assert "Usage: workbook" in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("grade", "nowhere", "--out", "out"), "nowhere is not a folder"),
        (("grade", "nowhere", "--out", "out", "--isolation", "hope"), "choose bubblewrap or none"),
        (("report", "nowhere"), "results.jsonl does not exist"),
        (("reset", "no_such_notebook"), "no_such_notebook"),
        (("data", "fetch", "fashion-mnst"), "fashion-mnist"),
        (("learn", "astronomy"), "astronomy"),
        (("new", "basics/otsu", "--notebook", "01_basics/2_filters"), "basics/otsu is there already"),
    ],
)
def test_a_users_error_is_one_paragraph_and_exit_1(tmp_path: Path, arguments, complaint: str) -> None:
    run = workbook(*arguments, cwd=tmp_path)
    assert run.returncode == 1
    assert complaint in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert run.stderr.startswith("workbook: ")


def test_progress_shows_attempts_points_and_what_is_next(tmp_path: Path) -> None:
    environment = {"WORKBOOK_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "COLUMNS": "120"}
    solved = (
        "from course import check, hint\n"
        "check('welcome/first_axis', 'b')\n"
        "check('welcome/describe', lambda image: {})\n"
        "hint('welcome/describe')\n"
    )
    subprocess.run([sys.executable, "-c", solved], env=environment, check=True, capture_output=True)
    found = json.loads(workbook("progress", "--json", env=environment).stdout)
    welcome = {e["exercise_id"]: e for e in found["modules"][0]["exercises"]}
    assert welcome["welcome/first_axis"]["done"]
    assert not welcome["welcome/describe"]["done"]
    assert (welcome["welcome/describe"]["attempts"], welcome["welcome/describe"]["hints"]) == (1, 1)
    assert found["next"] == "welcome/describe"
    table = workbook("progress", env=environment).stdout
    assert "Next: welcome/describe" in table
    assert "00_welcome: 1 of 4 points" in table
