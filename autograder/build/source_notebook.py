"""One py:percent text file becomes one nbgrader source notebook."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import jupytext
from nbformat.notebooknode import NotebookNode

from autograder.build.headings import announced, expand
from autograder.graded_cells import answer_id, grade_id
from course.checking.definition import catalogue
from course.checking.showing.solutions import BEGIN, CHECK_CALL, END
from course.errors import WorkbookError

MAX_CELLS = 60
MAX_WORDS = 2000

KERNELSPEC = {"display_name": "Workbook (fast start)", "language": "python", "name": "workbook"}


class BadSource(WorkbookError):
    """A text source breaks a rule; the message names the file, the cell and the rule."""


def source_notebook(path: Path, topic: str) -> NotebookNode:
    """Read a text source and add what nbgrader needs: cell ids, points, which cells are locked.

    Args:
        path: `solutions/NN_topic/K_name.py`.
        topic: the only topic whose exercises may stand in this notebook.

    Raises:
        BadSource: when a check has no solution or heading, is unknown, repeated or of another topic;
            when a solution is never checked; when the notebook is too long.
    """
    notebook = jupytext.read(path, fmt="py:percent")
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNELSPEC), language_info=NotebookNode(name="python")
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _insist_on_length(notebook, path)

    headings: set[str] = set()
    checked: set[str] = set()
    answers: list[NotebookNode] = []
    for number, cell in enumerate(notebook.cells, start=1):
        where = f"{path}, cell {number}"
        cell.metadata = NotebookNode()
        if cell.cell_type == "markdown":
            headings.update(announced(cell.source))
            cell.source = _expanded(cell.source, where)
            continue
        if BEGIN in cell.source:
            if END not in cell.source:
                raise BadSource(f"{where}: '{BEGIN}' without '{END}'.")
            answers.append(cell)
        elif match := CHECK_CALL.search(cell.source):
            exercise_id = match[1]
            _insist_on_check(exercise_id, topic, cell.source, where)
            if not answers:
                raise BadSource(f"{where}: check of {exercise_id} has no solution cell before it.")
            if exercise_id not in headings:
                raise BadSource(
                    f"{where}: {exercise_id} has no heading; write {{{{exercise {exercise_id}}}}} above its task."
                )
            if exercise_id in checked:
                raise BadSource(f"{where}: {exercise_id} is checked twice.")
            checked.add(exercise_id)
            _mark_answers(answers, exercise_id)
            cell.metadata.nbgrader = _nbgrader_metadata(
                grade_id(exercise_id), points=catalogue.find(exercise_id).points
            )
            answers = []
    if answers:
        raise BadSource(f"{path}: the last solution cell is followed by no check.")
    if unchecked := headings - checked:
        raise BadSource(f"{path}: {', '.join(sorted(unchecked))} has a heading but no check.")
    _give_stable_ids(notebook)
    return notebook


def _expanded(markdown: str, where: str) -> str:
    try:
        return expand(markdown)
    except (WorkbookError, ValueError) as error:
        raise BadSource(f"{where}: {error}") from error


def _insist_on_check(exercise_id: str, topic: str, source: str, where: str) -> None:
    if len(source.strip().splitlines()) != 1:
        raise BadSource(f"{where}: a check cell holds the check alone; learners cannot edit it.")
    try:
        exercise = catalogue.find(exercise_id)
    except catalogue.UnknownExercise as error:
        raise BadSource(f"{where}: {error}") from error
    if exercise.topic != topic:
        raise BadSource(f"{where}: {exercise_id} belongs to another module than {topic}.")
    expected = f'check("{exercise_id}", {exercise.name})'
    if source.strip() != expected:
        raise BadSource(f"{where}: write {expected}, so that what is checked has the exercise's name.")


def _insist_on_length(notebook: NotebookNode, path: Path) -> None:
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    words = len(re.findall(r"\w+", prose))
    if len(notebook.cells) > MAX_CELLS or words > MAX_WORDS:
        raise BadSource(
            f"{path}: {len(notebook.cells)} cells and {words} words of prose; "
            f"a notebook has at most {MAX_CELLS} cells and {MAX_WORDS} words. Split it, or say it shorter."
        )


def _mark_answers(answers: list[NotebookNode], exercise_id: str) -> None:
    for number, cell in enumerate(answers, start=1):
        cell_id = answer_id(exercise_id, number if len(answers) > 1 else None)
        cell.metadata.nbgrader = _nbgrader_metadata(cell_id)


def _nbgrader_metadata(cell_id: str, *, points: float | None = None) -> NotebookNode:
    graded = points is not None
    metadata = NotebookNode(
        schema_version=3,
        grade_id=cell_id,
        grade=graded,
        solution=not graded,
        locked=graded,
        task=False,
    )
    if points is not None:
        metadata.points = int(points) if points == int(points) else points
    return metadata


def _give_stable_ids(notebook: NotebookNode) -> None:
    """Ids from the text, so that building twice gives the same bytes and a small edit a small difference."""
    seen: set[str] = set()
    for cell in notebook.cells:
        text, repeat = cell.source, 0
        if "nbgrader" in cell.metadata:
            text = cell.metadata.nbgrader.grade_id
        cell_id = ""
        while not cell_id or cell_id in seen:
            cell_id = hashlib.sha256(f"{cell.cell_type}\n{text}\n{repeat}".encode()).hexdigest()[:12]
            repeat += 1
        seen.add(cell_id)
        cell.id = cell_id
