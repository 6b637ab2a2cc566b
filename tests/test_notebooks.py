"""Every notebook runs: the solved ones under nbval, the learner's own from top to bottom, unsolved."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.build.build import write_sources
from course.paths import modules_folder, solutions_folder

KERNEL = "workbook"
"""Forked from a process that has imported TensorFlow, which all notebooks share."""

SECONDS_A_CELL = 300
"""Ten times what a training may take alone: other tests may keep both processors busy meanwhile."""

SOURCES = sorted(solutions_folder().glob("*/*.py"))
LEARNER_NOTEBOOKS = sorted(modules_folder().glob("*/*.ipynb"))


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def environment(home: Path) -> dict[str, str]:
    """As a learner has it: not graded, attempts in a folder of the test's own."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("NBGRADER")}
    return variables | {"WORKBOOK_HOME": str(home)}


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Call with a folder of text sources: the folder of its notebooks, each module's written once."""

    @cache
    def folder(module: Path) -> Path:
        course = tmp_path_factory.mktemp("course")
        shutil.copytree(module, course / "solutions" / module.name)
        write_sources(course / "solutions", course / "source")
        return course / "source" / module.name

    return folder


@pytest.mark.slow
@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_nbval_runs_a_solved_notebook(path: Path, tmp_path: Path, solved: Callable[[Path], Path]) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", str(tmp_path)]
    command += ["-p", "no:cacheprovider", "-p", "nbval.plugin"]
    command += ["--nbval-lax", f"--nbval-kernel-name={KERNEL}", f"--nbval-cell-timeout={SECONDS_A_CELL}"]
    command += [str(solved(path.parent) / f"{path.stem}.ipynb")]
    alone = environment(tmp_path) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # loading them all takes seconds
    run = subprocess.run(command, capture_output=True, text=True, env=alone, cwd=tmp_path)
    assert run.returncode == 0, run.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.parametrize("path", LEARNER_NOTEBOOKS, ids=label)
def test_an_unsolved_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        allow_errors=True,
        kernel_name=KERNEL,
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel(env=environment(tmp_path), cwd=str(path.parent)):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
    errors = [
        (index, output.ename, output.evalue)
        for index, cell in enumerate(notebook.cells)
        for output in cell.get("outputs", [])
        if output.output_type == "error" and output.ename != "NotImplementedError"
    ]
    assert not errors
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert checks
    for cell in checks:
        shown = "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        assert 'data-outcome="not attempted"' in shown, cell.source
