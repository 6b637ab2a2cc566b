import os
import re
import subprocess
import time
from importlib.metadata import EntryPoint, version

import pytest
import typer
from typer.testing import CliRunner

from course import cli
from course.workspace.copies import copy_modules
from tests.workspace.conftest import WORKBOOK, Course, write_notebook


def test_help_lists_the_learners_commands_first(workbook):
    run = workbook("--help")
    assert run.returncode == 0
    names = re.findall(r"^│ (\w+) ", run.stdout, flags=re.MULTILINE)
    assert names[:4] == ["learn", "reset", "progress", "data"]


def test_help_is_quick(workbook):
    def seconds() -> float:
        start = time.perf_counter()
        workbook("--help")
        return time.perf_counter() - start

    # 0.3 s on a free machine, and 0.7 s is what a reader still calls "at once"; the rest is for a busy one.
    assert min(seconds() for _ in range(3)) < 2


def test_version(workbook):
    assert workbook("--version").stdout.strip() == f"workbook {version('image-recognition-workbook')}"


def test_expected_errors_are_one_paragraph(course: Course, workbook):
    run = workbook("learn", "basic", "--no-browser")
    assert run.returncode == 1
    assert run.stderr.startswith('workbook: There is no module "basic". Did you mean 01_basics?')
    assert "Traceback" not in run.stderr
    run = workbook("reset", "1_pixel")
    assert run.returncode == 1
    assert "Did you mean 01_basics/1_pixels.ipynb?" in run.stderr


@pytest.mark.parametrize("port", ["0", "99999"])
def test_impossible_ports_are_explained(course: Course, workbook, port: str):
    run = workbook("learn", "--no-browser", "--port", port)
    assert (run.returncode, run.stdout) == (1, "")
    assert f"There is no port {port}" in run.stderr
    assert not course.workspace.exists()


def test_a_missing_course_is_explained(tmp_path, workbook, monkeypatch):
    monkeypatch.setenv("WORKBOOK_ROOT", str(tmp_path / "nowhere"))
    run = workbook("learn")
    assert run.returncode == 1
    assert "WORKBOOK_ROOT is set to" in run.stderr


def test_learn_announces_newer_versions_in_one_line(course: Course, monkeypatch):
    started = []
    monkeypatch.setattr("course.workspace.lab.start_lab", lambda *_, **options: started.append(options))
    copy_modules(course.modules, course.workspace)
    write_notebook(course.modules / "01_basics" / "1_pixels.ipynb", "a newer version")
    run = CliRunner().invoke(cli.app, ["learn", "--no-browser"])
    assert run.exit_code == 0
    [line] = run.stdout.splitlines()
    assert "01_basics/1_pixels.ipynb" in line
    assert "workbook reset" in line
    assert started == [{"port": None, "browser": False}]


def test_a_broken_plug_in_costs_one_line(monkeypatch, capsys):
    broken = [
        EntryPoint("absent", "no_such_package.commands:add_commands", cli.PLUG_INS),
        EntryPoint("raising", "tests.workspace.test_cli:add_nothing_but_trouble", cli.PLUG_INS),
        EntryPoint("sound", "tests.workspace.test_cli:add_hello", cli.PLUG_INS),
    ]
    monkeypatch.setattr(cli, "entry_points", lambda group: broken)
    app = typer.Typer(cls=cli.OrderedCommands)
    cli.add_plug_ins(app)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "absent" in lines[0]
    assert "RuntimeError: trouble" in lines[1]
    assert "hello" in CliRunner().invoke(app, ["--help"]).stdout


def test_learning_works_without_the_grading_side(course: Course):
    blocked = "import sys; sys.modules['autograder'] = None; from course.cli import main; main()"
    run = subprocess.run(
        [WORKBOOK.with_name("python"), "-c", blocked, "learn", "nowhere"],
        capture_output=True,
        text=True,
        env=os.environ,
    )
    assert "the commands of autograder are missing" in run.stderr
    assert 'There is no module "nowhere".' in run.stderr


def add_nothing_but_trouble(app: typer.Typer) -> None:
    raise RuntimeError("trouble")


def add_hello(app: typer.Typer) -> None:
    @app.command()
    def hello() -> None:
        """Say hello."""

    @app.command()
    def goodbye() -> None:
        """Say goodbye."""
