"""The full solution of an exercise, read from the text source it was built from."""

from __future__ import annotations

import re
from pathlib import Path

from course.paths import solutions_folder

CHECK_CALL = re.compile(r"""^check\(\s*["']([^"']+)["']""", re.MULTILINE)
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def find_solution(exercise_id: str) -> str | None:
    """The solution cells that stand before the exercise's check, without the author's markers.

    Returns:
        Python source, or None when the sources are not installed (a class without solutions).
    """
    try:
        folder = solutions_folder()
    except Exception:
        return None
    for source in sorted(Path(folder).glob("*/*.py")):
        text = source.read_text(encoding="utf-8")
        if f'"{exercise_id}"' not in text:
            continue
        answers: list[str] = []
        for cell in code_cells(text):
            if BEGIN in cell:
                answers.append(cell)
            elif match := CHECK_CALL.search(cell):
                if match[1] == exercise_id:
                    return "\n\n".join(without_markers(answer) for answer in answers)
                answers = []
    return None


def code_cells(text: str) -> list[str]:
    """The code cells of a py:percent notebook, in order."""
    cells = re.split(r"^# %%", text, flags=re.MULTILINE)[1:]
    return [
        body.strip("\n")
        for header, _, body in (cell.partition("\n") for cell in cells)
        if "[markdown]" not in header
    ]


def without_markers(cell: str) -> str:
    """A cell without the lines that mark the solution."""
    return "\n".join(line for line in cell.splitlines() if line.strip() not in (BEGIN, END))
