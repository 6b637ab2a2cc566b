"""Read the answer cells out of the notebooks a class has handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.build.source_notebook import exercise_id_of


def answers_of(folder: Path) -> dict[str, str]:
    """The answers in one student's folder of one module: exercise id -> source of its answer cells.

    A notebook that cannot be read has no answers here; the remarks of the grading say so already.
    """
    answers: dict[str, str] = {}
    for cell in _code_cells(folder):
        metadata = (cell.get("metadata") or {}).get("nbgrader") or {}
        if metadata.get("solution") and "--answer" in str(metadata.get("grade_id")):
            exercise_id = exercise_id_of(metadata["grade_id"])
            before = answers.get(exercise_id)
            answers[exercise_id] = f"{before}\n\n{_source(cell)}" if before else _source(cell)
    return answers


def code_of(folder: Path) -> list[str]:
    """The source of every code cell in a module's notebooks."""
    return [_source(cell) for cell in _code_cells(folder)]


def _code_cells(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.ipynb")):
        try:
            # Not nbformat: checking the schema of thousands of notebooks that grading has repaired takes minutes.
            cells = json.loads(path.read_bytes()).get("cells") or []
        except (OSError, ValueError, AttributeError):
            continue
        yield from (cell for cell in cells if cell.get("cell_type") == "code")


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source") or ""
    return source if isinstance(source, str) else "".join(source)
