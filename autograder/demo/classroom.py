"""The class: who handed in what, and what each of them has earned.

The truth stands here as numbers of a person who read the answers, not as the result of a run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.demo.mistakes import MISTAKES, OTHER_STYLE
from autograder.graded_cells import answers_of, check_cells, is_answer
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise, Question
from course.checking.showing.solutions import find_solution

MODULE = "01_basics"
TOPIC = "basics"

KILLED = "basics/crop_box"
MISTYPED = "basics/conv2d"

ANSWER_HEADER = re.compile(r"^# (outcome|message|held out|parts): .*\n", re.MULTILINE)
"""What a stored answer says about itself; a student would not hand that in."""

Notebooks = dict[str, NotebookNode]
Edit = Callable[[Notebooks], None]


@dataclass(frozen=True)
class Student:
    """One demo student.

    Args:
        name: the student's id.
        story: what is special about the submission.
        answers: exercise id -> source of the answer cell; exercises that are absent stay untouched.
        truth: exercise id -> points earned; absent is 0.
        edit: what else happened to the notebooks.
        broken: notebook names that are cut off in the middle when written.
    """

    name: str
    story: str
    answers: Mapping[str, str]
    truth: Mapping[str, float]
    edit: Edit | None = None
    broken: frozenset[str] = field(default=frozenset())


def exercises() -> tuple[Exercise | Question, ...]:
    """The exercises of the demo's module, in order."""
    return catalogue.of_topic(TOPIC)


def students(answers_folder: Path) -> list[Student]:
    """The whole class.

    Args:
        answers_folder: `tests/answers`, where stored right and wrong answers are.
    """
    right = {exercise.id: find_solution(exercise.id) or "" for exercise in exercises()}
    full = {exercise.id: exercise.points for exercise in exercises()}

    def stored(exercise_id: str, name: str) -> str:
        text = (answers_folder / exercise_id / f"{name}.py").read_text(encoding="utf-8")
        return ANSWER_HEADER.sub("", text)

    other = right | {exercise_id: stored(exercise_id, name) for exercise_id, name in OTHER_STYLE.items()}
    mistakes = right | {exercise_id: stored(exercise_id, name) for exercise_id, (name, _) in MISTAKES.items()}
    half = list(full)[: len(full) // 2]
    return [
        Student("ada", "everything right", right, full),
        Student("grace", "everything right, in another style", other, full),
        Student(
            "henri",
            "the first half right, the rest not tried",
            {exercise_id: right[exercise_id] for exercise_id in half},
            {exercise_id: full[exercise_id] for exercise_id in half},
        ),
        Student(
            "mona",
            "typical mistakes",
            mistakes,
            full | {exercise_id: score for exercise_id, (_, score) in MISTAKES.items()},
        ),
        Student("noel", "untouched", {}, {}),
        Student(
            "sina",
            f"a syntax error in {MISTYPED}",
            right | {MISTYPED: right[MISTYPED].replace("):", ")", 1)},
            full | {MISTYPED: 0},
        ),
        Student(
            "kim",
            f"the cell of {KILLED} ends the kernel",
            right | {KILLED: right[KILLED] + "\n\nimport os\n\nos._exit(1)"},
            full | {KILLED: 0},
        ),
        Student("dora", "deleted and duplicated check cells", right, full, edit=_delete_and_duplicate),
        Student("stefan", "thousands of lines on stderr", right, full, edit=_write_to_stderr),
        Student(
            "tara",
            "one notebook cut off while it was uploaded",
            right,
            full | {exercise.id: 0 for exercise in exercises() if _notebook_of(exercise.id) == "2_filters"},
            broken=frozenset({"2_filters"}),
        ),
    ]


def write_submission(student: Student, released: Path, target: Path, *, name: str = "") -> None:
    """Write a student's notebooks to `target/STUDENT/MODULE`, as they would be handed in.

    Args:
        student: whose.
        released: the learner notebooks.
        target: folder of the class.
        name: hand in under another name.
    """
    notebooks = {
        path.stem: nbformat.read(path, as_version=4) for path in sorted((released / MODULE).glob("*.ipynb"))
    }
    for notebook in notebooks.values():
        _answer(notebook, student.answers)
    if student.edit:
        student.edit(notebooks)
    folder = target / (name or student.name) / MODULE
    folder.mkdir(parents=True, exist_ok=True)
    for title, notebook in notebooks.items():
        text = nbformat.writes(notebook)
        if title in student.broken:
            text = text[: len(text) // 2]
        (folder / f"{title}.ipynb").write_text(text, encoding="utf-8")


def _answer(notebook: NotebookNode, answers: Mapping[str, str]) -> None:
    """Fill the answer cells. Of an exercise with several, the last takes it all and the others are emptied."""
    for exercise_id, source in answers.items():
        cells = [notebook.cells[index] for index in answers_of(notebook, exercise_id)]
        for cell in cells[:-1]:
            cell.source = ""
        if cells:
            cells[-1].source = source


def _delete_and_duplicate(notebooks: Notebooks) -> None:
    """In every notebook: the first check is gone, the second stands twice, the second a copy at the end."""
    for notebook in notebooks.values():
        first, second, *_ = check_cells(notebook)
        copied = nbformat.v4.new_code_cell(second.source, metadata=second.metadata)
        notebook.cells.append(copied)
        notebook.cells.remove(first)


def _write_to_stderr(notebooks: Notebooks) -> None:
    noise = 'import sys\n\nfor line in range(5000):\n    print("a warning nobody reads", line, file=sys.stderr)\n\n'
    for notebook in notebooks.values():
        for cell in notebook.cells:
            if is_answer(cell):
                cell.source = noise + cell.source


def _notebook_of(exercise_id: str) -> str:
    """The name of the notebook whose text source checks the exercise."""
    from course.paths import solutions_folder

    for path in sorted((solutions_folder() / MODULE).glob("*.py")):
        if f'check("{exercise_id}"' in path.read_text(encoding="utf-8"):
            return path.stem
    raise LookupError(f"no notebook of {MODULE} checks {exercise_id}")
