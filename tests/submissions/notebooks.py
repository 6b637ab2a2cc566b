"""Hand in a class: each hostile submission, and students who mean well between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from course.paths import modules_folder
from tests.submissions.corpus import HostileSubmission

MODULE, NOTEBOOK = "00_welcome", "1_welcome"

CELLS = (
    "start",
    "eye",
    "shapes",
    "first_axis",
    "check_first_axis",
    "describe",
    "check_describe",
    "hint",
    "grey",
)
"""Names for the code cells of modules/00_welcome/1_welcome.ipynb, in order."""

ANSWERS = Path(__file__).parents[1] / "answers" / "welcome" / "describe"
RIGHT = (ANSWERS / "right_plain.py").read_text(encoding="utf-8")
SWAPPED = (ANSWERS / "wrong_swapped.py").read_text(encoding="utf-8")

PORT_WORD, RIGHT_WORD = "ESCAPE_PORT", "RIGHT_ANSWER"
"""In a hostile cell these words become the number of the port at which `traps` listens, and the source of a
right answer as a string: `exec(RIGHT_ANSWER)` once an attack has succeeded."""

NEIGHBOUR_EVERY = 6


@dataclass(frozen=True)
class Neighbour:
    """A student who means well, and must get exactly this, whoever is graded at the same time."""

    student: str
    expected: dict[str, float]


def solved() -> NotebookNode:
    """The learner's notebook with every answer right."""
    notebook = nbformat.read(modules_folder() / MODULE / f"{NOTEBOOK}.ipynb", as_version=4)
    named = named_cells(notebook)
    named["first_axis"].source = 'first_axis = "b"'
    named["describe"].source = RIGHT
    return notebook


def named_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The code cells of the untouched notebook by the names in `CELLS`."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return dict(zip(CELLS, code, strict=True))


def with_cells(cells: dict[str, str], port: int) -> NotebookNode:
    """The solved notebook with these cells in place of its own, or before or after them.

    Args:
        cells: name -> source, see `HostileSubmission.cells`.
        port: put in the place of `PORT_WORD`.
    """
    notebook = solved()
    named = named_cells(notebook)
    for name, source in cells.items():
        source = source.replace(PORT_WORD, str(port)).replace(RIGHT_WORD, repr(RIGHT))
        *where, of = name.split()
        if not where:
            named[of].source = source
        else:
            position = notebook.cells.index(named[of]) + (where == ["after"])
            notebook.cells.insert(position, nbformat.v4.new_code_cell(source))
    return notebook


def write(folder: Path, notebook: NotebookNode) -> None:
    """Write a notebook into a submission's folder, as it is: nobody checks whether it is a proper one."""
    (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def hand_in_class(hostile: Sequence[HostileSubmission], folder: Path, port: int) -> list[Neighbour]:
    """Write the submissions of a class into `folder`; returns the students who mean well.

    Their names sort them in between, so that they are graded while attacks run.
    """
    neighbours = []
    for number, submission in enumerate(hostile):
        _hand_in_hostile(submission, folder / submission.student / MODULE, port)
        if number % NEIGHBOUR_EVERY == 0:
            right = number % (2 * NEIGHBOUR_EVERY) == 0
            neighbours.append(_hand_in_neighbour(folder, f"{submission.student}.neighbour", right))
    return neighbours


def _hand_in_hostile(submission: HostileSubmission, folder: Path, port: int) -> None:
    folder.mkdir(parents=True)
    if submission.cells:
        write(folder, with_cells(submission.cells, port))
        return
    namespace: dict[str, Any] = {"write": write, "named_cells": named_cells}
    exec(compile(submission.source, str(submission.path), "exec"), namespace)
    make: Callable[[Path, NotebookNode], None] = namespace["make"]
    make(folder, solved())


def _hand_in_neighbour(folder: Path, student: str, right: bool) -> Neighbour:
    notebook = solved()
    if not right:
        named = named_cells(notebook)
        named["describe"].source, named["first_axis"].source = SWAPPED, 'first_axis = "a"'
    (folder / student / MODULE).mkdir(parents=True)
    write(folder / student / MODULE, notebook)
    expected = {"first_axis": 1.0, "describe": 3.0} if right else {"first_axis": 0.0, "describe": 2.0}
    return Neighbour(student, expected)
