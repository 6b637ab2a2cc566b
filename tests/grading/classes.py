"""Small classes of module 00 that tests hand in."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from course.paths import modules_folder, solutions_folder

MODULE = "00_welcome"
NOTEBOOK = "1_welcome"
ANSWERS = Path(__file__).parents[1] / "answers" / "welcome" / "describe"
RIGHT = (ANSWERS / "right_plain.py").read_text()
PARTLY = (ANSWERS / "wrong_swapped.py").read_text()
"""Two of its three points."""


FORK_SERVER_MODULES = "numpy,matplotlib.pyplot,matplotlib_inline.backend_inline,skimage,IPython,ipykernel"
"""What this module's notebook imports; TensorFlow, which it does without, takes 12 s to import."""


def notebook(answer: str | None = RIGHT, choice: str = 'first_axis = "b"') -> NotebookNode:
    """The released notebook with an answer; None leaves it untouched."""
    released = nbformat.read(modules_folder() / MODULE / f"{NOTEBOOK}.ipynb", as_version=4)
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if "nbgrader" in cell.metadata}
    if answer is not None:
        cells["welcome--describe--answer"].source = answer
        cells["welcome--first_axis--answer"].source = choice
    return released


def hand_in(folder: Path, student: str, node: NotebookNode | str) -> Path:
    """Put a notebook, or any text in its place, into a student's folder; again replaces it."""
    path = folder / student / MODULE / f"{NOTEBOOK}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(node if isinstance(node, str) else nbformat.writes(node), encoding="utf-8")
    return path


def only_welcome(folder: Path) -> Path:
    """The text sources of module 00 alone, so that a run prepares nothing else."""
    solutions = folder / "solutions"
    shutil.copytree(solutions_folder() / MODULE, solutions / MODULE)
    return solutions
