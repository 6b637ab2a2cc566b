"""What is known about graded cells: their ids, roles and points. Imports nothing, so that anybody may ask.

A cell is a mapping as in the notebook's JSON; nbformat's `NotebookNode` is one. A learner's notebook may hold anything
anywhere, so every question has an answer for every cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Cell = Mapping[str, Any]

ANSWER = "--answer"


def grade_id(exercise_id: str) -> str:
    """nbgrader's id of an exercise's check cell: "basics/otsu" -> "basics--otsu"."""
    return exercise_id.replace("/", "--")


def answer_id(exercise_id: str, number: int | None = None) -> str:
    """nbgrader's id of an exercise's answer cell; a number when there are several."""
    return grade_id(exercise_id) + ANSWER + ("" if number is None else f"-{number}")


def exercise_id_of(grade_id: str) -> str:
    """The exercise of a check cell or an answer cell: "basics--otsu--answer" -> "basics/otsu"."""
    return "/".join(grade_id.split("--")[:2])


def grade_id_of(cell: Cell) -> str:
    """The id in a cell's metadata, "" when it has none."""
    found = _marks(cell).get("grade_id", "")
    return found if isinstance(found, str) else ""


def exercise_of(cell: Cell) -> str:
    """The exercise that a check or answer cell belongs to, "" for any other cell."""
    return exercise_id_of(grade_id_of(cell))


def is_check(cell: Cell) -> bool:
    """Whether the cell holds a check that earns points."""
    return bool(_marks(cell).get("grade"))


def is_answer(cell: Cell) -> bool:
    """Whether the learner's solution belongs into the cell."""
    return bool(_marks(cell).get("solution"))


def points_of(cell: Cell) -> float:
    """The points of a check cell, 0 for any other cell."""
    return float(_marks(cell).get("points", 0))


def check_cells(notebook: Any) -> Iterator[Any]:
    """The check cells of a notebook, in order."""
    return (cell for cell in notebook["cells"] if is_check(cell))


def answers_of(notebook: Any, exercise_id: str) -> list[int]:
    """The indices of the answer cells that belong to an exercise."""
    start = answer_id(exercise_id)
    return [index for index, cell in enumerate(notebook["cells"]) if grade_id_of(cell).startswith(start)]


def _marks(cell: Cell) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return marks if isinstance(marks, Mapping) else {}
