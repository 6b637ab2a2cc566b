"""Make a submitted notebook runnable as it was meant, whatever happened to its cells.

nbgrader's own steps do part of this, but a duplicated cell has stopped whole batches, and a check cell
deleted together with its answer cell still does. Here every cell that grading needs is put right first,
and everything a learner wrote stays.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import re
from collections.abc import Mapping, Sequence

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.graded_cells import exercise_of, grade_id_of, is_answer, is_check
from autograder.handed_in.reading import Cells

DEFINED = r"^(?:(?:async )?def {0}\b|class {0}\b|{0}\s*(?::[^=\n]+)?=(?!=))"
"""A line that gives a name its value."""

UNREADABLE_NOTE = "*This notebook could not be read, so none of its exercises could be graded.* Reason: "


def notebook_of(cells: Cells) -> NotebookNode:
    """What was handed in, as a notebook."""
    return nbformat.from_dict(
        {
            "cells": [
                {
                    "cell_type": cell["cell_type"],
                    "id": cell["id"],
                    "source": cell["source"],
                    "metadata": {"nbgrader": {"grade_id": cell["grade_id"]}},
                }
                for cell in cells
            ]
        }
    )


def repair(submitted: NotebookNode, released: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """A copy of a submission with exactly one of each cell that grading needs, in a runnable order.

    - A cell whose metadata an editor has dropped is known by its id, or else by what it says.
    - A cell that stands twice keeps its role in its last copy; earlier copies stay as ordinary cells.
    - A missing check or answer cell comes back behind the cell it followed in the released notebook.
    - A check cell gets its released text again; an answer cell keeps the learner's.
    - Metadata that grading reads is taken from the released notebook, never from the submission.

    Args:
        submitted: as handed in, nbformat 4.
        released: the learner's version that `workbook build` made.

    Returns:
        The notebook to run, without outputs, and remarks on what was put right.
    """
    originals = {grade_id_of(cell): cell for cell in released.cells if grade_id_of(cell)}
    remarks: list[str] = []
    seen: set[str] = set()
    cells: list[NotebookNode] = []
    roles = _roles(submitted.cells, originals)
    for cell, grade_id in zip(reversed(submitted.cells), reversed(roles), strict=True):
        if grade_id in originals and grade_id in seen:
            remarks.append(f"{_role(originals[grade_id])} stands twice: the last one counts")
            cells.append(_clean(cell, None, remarks))
            continue
        seen.add(grade_id)
        cells.append(_clean(cell, originals.get(grade_id), remarks))
    cells.reverse()
    _put_back_missing(cells, released, seen, remarks)
    repaired = copy.deepcopy(released)
    repaired.cells = cells
    _make_ids_unique(repaired)
    return repaired, remarks


def unreadable_stand_in(released: NotebookNode, reason: str) -> NotebookNode:
    """The released notebook with a note on top, graded in place of a file that cannot be read."""
    notebook = copy.deepcopy(released)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(UNREADABLE_NOTE + reason, id="unreadable"))
    return notebook


def _roles(cells: Sequence[NotebookNode], originals: Mapping[str, NotebookNode]) -> list[str]:
    """The grade id of each submitted cell, "" for a cell without a role.

    Metadata says it. Where no cell has a role's metadata, the released cell's id does, and where that is gone too, the
    text: a check's own, or the name that an answer defines.
    """
    roles = [grade_id if (grade_id := grade_id_of(cell)) in originals else "" for cell in cells]
    for same in (_same_id, _same_text):
        for grade_id, original in originals.items():
            if grade_id not in roles:
                found = [n for n, cell in enumerate(cells) if not roles[n] and same(cell, original)]
                for number in found[-1:]:
                    roles[number] = grade_id
    return roles


def _same_id(cell: NotebookNode, original: NotebookNode) -> bool:
    return cell.cell_type == original.cell_type and cell.get("id") == original.id


def _same_text(cell: NotebookNode, original: NotebookNode) -> bool:
    if cell.cell_type != "code":
        return False
    if not is_answer(original):
        return cell.source.strip() == original.source.strip()
    names = _defined(original.source)
    return bool(names) and all(re.search(DEFINED.format(name), cell.source, re.MULTILINE) for name in names)


def _defined(released: str) -> list[str]:
    """The names that a released answer cell defines at its top level."""
    names = []
    for statement in ast.parse(released).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.append(statement.name)
        elif isinstance(statement, ast.Assign):
            names += [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return names


def answered(submitted: NotebookNode, released: NotebookNode) -> int:
    """How many answer cells hold something else than they were released with."""
    originals = {grade_id_of(cell): cell for cell in released.cells if is_answer(cell)}
    roles = _roles(submitted.cells, originals)
    return len(
        {
            role
            for role, cell in zip(roles, submitted.cells, strict=True)
            if role and cell.source.strip() not in ("", originals[role].source.strip())
        }
    )


def _role(original: NotebookNode) -> str:
    """For example "the check of basics/otsu"."""
    kind = "check" if is_check(original) else "answer"
    return f"the {kind} of {exercise_of(original)}"


def _clean(cell: NotebookNode, original: NotebookNode | None, remarks: list[str]) -> NotebookNode:
    """A cell without outputs; with the released role when it has one, else with no role at all."""
    source = cell.source
    if original is not None:
        fresh = copy.deepcopy(original)
        if is_answer(original):
            fresh.source = source
        elif source.strip() != original.source.strip():
            remarks.append(f"{_role(original)} had been edited: its released text counts")
        return fresh
    if cell.cell_type == "code":
        return nbformat.v4.new_code_cell(source)
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(source)
    return nbformat.v4.new_raw_cell(source)


def _put_back_missing(
    cells: list[NotebookNode], released: NotebookNode, present: set[str], remarks: list[str]
) -> None:
    previous = ""
    for original in released.cells:
        grade_id = grade_id_of(original)
        if not grade_id:
            continue
        if grade_id not in present:
            position = next((i for i, cell in enumerate(cells) if grade_id_of(cell) == previous), -1) + 1
            cells.insert(position, copy.deepcopy(original))
            remarks.append(f"{_role(original)} was missing: put back")
        previous = grade_id


def _make_ids_unique(notebook: NotebookNode) -> None:
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells):
        if cell.get("id") in seen or not cell.get("id"):
            cell.id = hashlib.sha256(f"{number} {cell.source}".encode()).hexdigest()[:12]
        seen.add(cell.id)
