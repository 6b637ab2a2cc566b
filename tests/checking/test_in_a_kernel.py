"""check in a real kernel: what a learner's notebook shows, and what nbgrader makes of a graded cell."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import determine_grade

from course.checking.showing.card import VERDICT_MIME

ROOT = Path(__file__).parents[2]
POINTS = 3

SETUP = f"""
import os, sys, time, logging, warnings, subprocess
import numpy as np
import course.exercises
course.exercises.__path__.append({str(ROOT / "tests" / "checking" / "topics")!r})
from course import check, hint, solution
early = logging.StreamHandler(sys.stderr)
"""

Run = Callable[..., NotebookNode]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a cell in a kernel that all tests of this file share; returns the cell with its outputs."""
    notebook = nbformat.v4.new_notebook()
    client = NotebookClient(notebook, timeout=30, kernel_name="python3")
    client.reset_execution_trackers()
    environment = os.environ | {
        "WORKBOOK_HOME": str(tmp_path_factory.mktemp("home")),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("NBGRADER_EXECUTION", None)
    environment.pop("PYTEST_CURRENT_TEST", None)  # with it, ipykernel would not capture descriptor 2

    def execute(source: str) -> NotebookNode:
        cell = nbformat.v4.new_code_cell(source)
        cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": POINTS, "grade_id": "cell"}
        notebook.cells.append(cell)
        with suppress(CellExecutionError):  # the cell's outputs tell
            client.execute_cell(cell, len(notebook.cells) - 1)
        return cell

    with client.setup_kernel(env=environment):
        assert execute(SETUP).outputs == []
        yield execute


@pytest.fixture
def graded(run: Run) -> Iterator[Callable[[str], NotebookNode]]:
    """Define `twice` in one cell, then run its check as nbgrader would; returns the check's cell."""

    def grade(source: str, check: str = 'check("trial/twice", twice)') -> NotebookNode:
        run(f"os.environ['NBGRADER_EXECUTION'] = 'autograde'\n{source}")
        return run(check)

    yield grade
    run("del os.environ['NBGRADER_EXECUTION']")


def points(cell: NotebookNode) -> float:
    earned, most = determine_grade(cell)
    assert most == POINTS
    return earned


def shown(cell: NotebookNode) -> str:
    """Everything a learner reads below the cell."""
    texts = []
    for output in cell.outputs:
        data = output.get("data", {})
        texts += [output.get("text", ""), data.get("text/plain", ""), data.get("text/markdown", "")]
        texts += output.get("traceback", [])
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("source", "earned"),
    [
        ("def twice(image): return 2 * image", 3),
        ("def twice(image): return 2 * image if len(image) == 1 else image", 1),
        ("def twice(image): return 2 * image if len(image) > 1 else image", 2),
        ("def twice(image): return image", 0),
        ("def twice(image): raise NotImplementedError", 0),
        ("def twice(image): raise ValueError('dark')", 0),
        ("def twice(image): exit()", 0),
        ("def twice(image):\n    while True: pass", 0),
        ("twice = None", 0),
    ],
)
def test_nbgrader_reads_the_right_points(graded, source, earned):
    assert points(graded(source)) == earned


@pytest.mark.parametrize("earned", [3, 1])
@pytest.mark.parametrize(
    "noise",
    [
        "print('to stderr', file=sys.stderr)",
        "os.write(2, b'to stderr\\n')",
        "early.stream.write('to stderr')",
        "logging.getLogger('tensorflow').warning('to stderr')",
        "warnings.warn('to stderr')",
        "subprocess.run(['sh', '-c', 'echo to stderr >&2'])",
        "sys.__stderr__.write('to stderr')",
        "sys.stderr.close()",
        "print('to stdout'); os.write(1, b'to stdout')",
    ],
)
def test_noise_costs_no_points(graded, noise, earned):
    rest = "2 * image" if earned == 3 else "2 * image if len(image) == 1 else image"
    assert points(graded(f"def twice(image):\n    {noise}\n    return {rest}")) == earned


def test_stderr_works_again_after_a_graded_check(graded, run):
    graded("def twice(image): return 2 * image")
    cell = run("print('python', file=sys.stderr); os.write(2, b'descriptor\\n'); time.sleep(0.4)")
    text = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    assert "python" in text
    assert "descriptor" in text


def test_a_graded_failure_is_one_line_after_its_card(graded):
    cell = graded("def twice(image): return image")
    card, error = cell.outputs
    assert card.data[VERDICT_MIME]["outcome"] == "failed"
    assert error.output_type == "error"
    assert error.traceback == ["CheckFailed: trial/twice: failed, 0 of 3 points"]


def test_a_graded_check_that_is_misused_earns_nothing(graded):
    for call in ('check("trial/unknown", 3)', 'check("trial/twice")', "check()"):
        assert points(graded("twice = None", call)) == 0


def test_a_failing_check_raises_nothing_for_a_learner(run):
    cell = run("check('trial/twice', lambda image: image)")
    (output,) = cell.outputs
    assert output.output_type == "display_data"
    assert "workbook-card" in output.data["text/html"]
    assert "Not yet." in output.data["text/plain"]
    assert 'Stuck? `hint("trial/twice")`' in shown(cell)


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("exit()", "stopped with SystemExit"),
        ("quit(keep_kernel=True)", "stopped with"),
        ("1 / 0", "line 2: 1 / 0"),
        ("while True: pass", "had not returned after 0.3 seconds"),
        ("return twice(image)", "calls itself again and again"),
        ("os.write(2, b'x'); return 2 * image", "Right."),
    ],
)
def test_a_learner_reads_a_card_whatever_the_answer_does(run, source, phrase):
    cell = run(f"def twice(image):\n    {source}\ncheck('trial/twice', twice)")
    assert phrase in shown(cell)
    assert "Traceback" not in shown(cell)
    assert "site-packages" not in shown(cell)


def test_exit_in_an_answer_does_not_end_the_kernel(run):
    run("check('trial/twice', lambda image: exit())")
    assert "alive" in shown(run("time.sleep(0.4); print('alive')"))


def test_hints_are_displayed_as_markdown(run):
    run("hint('trial/twice')")
    assert "**Hint 2 of 2.** Write `image * 2`." in shown(run("hint('trial/twice')"))
    assert "**All hints.** \n\n1. Think of" in shown(run("hint('trial/twice')"))
