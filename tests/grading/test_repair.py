"""Whatever happened to a notebook's cells, the work in it counts and the metadata cannot lie."""

import copy

import nbformat
import pytest

from autograder.grading.repair import answered, repair
from course.paths import modules_folder

ANSWER, CHECK = "welcome--describe--answer", "welcome--describe"


@pytest.fixture
def released():
    return nbformat.read(modules_folder() / "00_welcome" / "1_welcome.ipynb", as_version=4)


@pytest.fixture
def submitted(released):
    return copy.deepcopy(released)


def find(notebook, grade_id):
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id]


def one(notebook, grade_id):
    (cell,) = find(notebook, grade_id)
    return cell


def assert_complete(notebook, released) -> None:
    for cell in released.cells:
        if "nbgrader" in cell.metadata:
            assert one(notebook, cell.metadata.nbgrader.grade_id).metadata == cell.metadata
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    nbformat.validate(notebook)


def test_an_untouched_notebook_needs_no_repair(submitted, released) -> None:
    repaired, remarks = repair(submitted, released)
    assert remarks == []
    assert_complete(repaired, released)


def test_a_duplicated_check_keeps_its_role_in_the_last_copy(submitted, released) -> None:
    submitted.cells.insert(1, copy.deepcopy(one(submitted, CHECK)))
    repaired, remarks = repair(submitted, released)
    assert_complete(repaired, released)
    assert repaired.cells[1].source == one(released, CHECK).source
    assert "nbgrader" not in repaired.cells[1].metadata
    assert remarks == ["the check of welcome/describe stands twice: the last one counts"]


def test_a_duplicated_answer_keeps_both_texts(submitted, released) -> None:
    cell = one(submitted, ANSWER)
    second = copy.deepcopy(cell)
    cell.source, second.source = "first = 1", "second = 2"
    submitted.cells.insert(submitted.cells.index(cell) + 1, second)
    repaired, _ = repair(submitted, released)
    assert_complete(repaired, released)
    sources = [c.source for c in repaired.cells]
    assert sources.index("first = 1") < sources.index("second = 2")
    assert one(repaired, ANSWER).source == "second = 2"


def test_a_deleted_check_comes_back_behind_its_answer(submitted, released) -> None:
    submitted.cells.remove(one(submitted, CHECK))
    repaired, remarks = repair(submitted, released)
    assert_complete(repaired, released)
    cells = repaired.cells
    assert cells.index(one(repaired, CHECK)) == cells.index(one(repaired, ANSWER)) + 1
    assert remarks == ["the check of welcome/describe was missing: put back"]


def test_answer_and_check_both_deleted_come_back(submitted, released) -> None:
    for grade_id in (CHECK, ANSWER):
        submitted.cells.remove(one(submitted, grade_id))
    repaired, _ = repair(submitted, released)
    assert_complete(repaired, released)


def test_a_notebook_with_every_cell_deleted_is_complete_again(submitted, released) -> None:
    submitted.cells = []
    repaired, _ = repair(submitted, released)
    assert_complete(repaired, released)


def test_a_split_answer_keeps_both_halves(submitted, released) -> None:
    """JupyterLab's split gives both halves the metadata of the original cell."""
    cell = one(submitted, ANSWER)
    rest = copy.deepcopy(cell)
    cell.source, rest.source = "import numpy as np", "def describe(image): ..."
    submitted.cells.insert(submitted.cells.index(cell) + 1, rest)
    repaired, _ = repair(submitted, released)
    assert "import numpy as np" in [c.source for c in repaired.cells]
    assert one(repaired, ANSWER).source == "def describe(image): ..."


def test_an_edited_check_gets_its_text_back(submitted, released) -> None:
    one(submitted, CHECK).source = "4.0"
    repaired, remarks = repair(submitted, released)
    assert one(repaired, CHECK).source == one(released, CHECK).source
    assert remarks == ["the check of welcome/describe had been edited: its released text counts"]


def test_metadata_of_the_submission_is_never_believed(submitted, released) -> None:
    one(submitted, CHECK).metadata.nbgrader.points = 1000
    submitted.cells[0].metadata.nbgrader = {
        "grade_id": "mine",
        "grade": True,
        "points": 50,
        "solution": False,
    }
    submitted.metadata.kernelspec = {"name": "evil", "display_name": "evil"}
    repaired, _ = repair(submitted, released)
    assert_complete(repaired, released)
    assert find(repaired, "mine") == []
    assert repaired.metadata.kernelspec.name == "workbook"


def test_a_check_turned_into_markdown_is_code_again(submitted, released) -> None:
    cell = one(submitted, CHECK)
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]
    repaired, _ = repair(submitted, released)
    assert_complete(repaired, released)
    assert one(repaired, CHECK).cell_type == "code"


def test_outputs_of_the_submission_are_dropped(submitted, released) -> None:
    one(submitted, CHECK).outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "4.0"})]
    repaired, _ = repair(submitted, released)
    assert all(not cell.get("outputs") for cell in repaired.cells)


def without_metadata(notebook) -> None:
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()


@pytest.mark.parametrize("ids_too", [False, True], ids=["the id stays", "ids are new"])
def test_cells_whose_metadata_an_editor_dropped_are_known_again(submitted, released, ids_too: bool) -> None:
    one(submitted, ANSWER).source = "import math\n\n\ndef describe(image):\n    return {}  # mine"
    without_metadata(submitted)
    if ids_too:
        for number, cell in enumerate(submitted.cells):
            cell.id = f"new-{number}"
    repaired, remarks = repair(submitted, released)
    assert_complete(repaired, released)
    assert "# mine" in one(repaired, ANSWER).source
    assert len(repaired.cells) == len(released.cells)
    assert remarks == []


def test_a_cell_that_only_uses_an_answer_is_not_taken_for_it(submitted, released) -> None:
    cell = one(submitted, ANSWER)
    cell.source, cell.metadata, cell.id = (
        "def describe(image):\n    return 'mine'",
        nbformat.NotebookNode(),
        "a",
    )
    for number, text in enumerate(["describe(1)", "describe == 2", "# def describe", "print(describe)"]):
        submitted.cells.append(nbformat.v4.new_code_cell(text, id=f"use-{number}"))
    repaired, _ = repair(submitted, released)
    assert "'mine'" in one(repaired, ANSWER).source


def test_metadata_that_is_there_counts_more_than_text(submitted, released) -> None:
    submitted.cells.insert(0, nbformat.v4.new_code_cell("def describe(image):\n    return 'a first try'"))
    one(submitted, ANSWER).source = "def describe(image):\n    return 'mine'"
    repaired, _ = repair(submitted, released)
    assert "'mine'" in one(repaired, ANSWER).source


def test_how_much_was_answered_is_counted_without_metadata_too(submitted, released) -> None:
    assert answered(submitted, released) == 0
    one(submitted, ANSWER).source = "def describe(image):\n    return 'mine'"
    assert answered(submitted, released) == 1
    without_metadata(submitted)
    assert answered(submitted, released) == 1
