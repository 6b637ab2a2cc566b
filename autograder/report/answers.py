"""Read the answer cells out of the notebooks a class has handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.graded_cells import ANSWER, exercise_of, grade_id_of, is_answer

LONGEST_ANSWER = 50_000
"""Characters of an answer that are compared, so that a cell with a megabyte in it costs nobody minutes."""


def answers_of(folder: Path) -> dict[str, str]:
    """The answers in one student's folder of one module: exercise id -> source of its answer cells.

    A notebook that cannot be read has no answers here; the remarks of the grading say so already.
    """
    answers: dict[str, str] = {}
    for cell in _code_cells(folder):
        if is_answer(cell) and ANSWER in grade_id_of(cell):
            exercise_id = exercise_of(cell)
            before = answers.get(exercise_id)
            answers[exercise_id] = f"{before}\n\n{_source(cell)}" if before else _source(cell)
    return {exercise_id: source[:LONGEST_ANSWER] for exercise_id, source in answers.items()}


def code_of(folder: Path) -> list[str]:
    """The source of every code cell in a module's notebooks."""
    return [_source(cell) for cell in _code_cells(folder)]


def _code_cells(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.ipynb")):
        try:
            # Not nbformat: checking the schema of thousands of notebooks that grading has repaired takes minutes.
            cells = _mapping(json.loads(path.read_bytes())).get("cells")
        except (OSError, ValueError, RecursionError):
            continue
        for cell in cells if isinstance(cells, list) else ():
            if _mapping(cell).get("cell_type") == "code":
                yield cell


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    return "".join(map(str, source)) if isinstance(source, list) else str(source or "")


def _mapping(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one: a learner's notebook may hold anything anywhere."""
    return value if isinstance(value, dict) else {}
