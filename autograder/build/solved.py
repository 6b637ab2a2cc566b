"""What a notebook's cells give: an exercise solved, as its text source has it, or as the learner finds it."""

from __future__ import annotations

import ast
import linecache
from itertools import chain
from pathlib import Path
from typing import Any

from course.checking.showing.solutions import BEGIN, END, code_cells
from course.paths import solutions_folder


def namespace_before(exercise_id: str, *, solved: bool, sources: Path | None = None) -> dict[str, Any]:
    """Run what an answer relies on, then its own cells.

    Of the cells above only imports, functions and what assigns a name that the answer needs: a lesson's pictures and
    its trained networks would take minutes.

    Args:
        exercise_id: for example "basics/otsu".
        solved: as the text source has it; otherwise as the learner finds it.
        sources: folder of the text sources; the course's own when None.
    """
    for path in sorted((sources or solutions_folder()).glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if f'check("{exercise_id}"' in text:
            break
    name = exercise_id.partition("/")[2]
    above: list[ast.stmt] = []
    answers: list[str] = []
    for cell in code_cells(text):
        if cell.startswith("check("):
            if f'"{exercise_id}"' in cell:
                break
            above += chain.from_iterable(ast.parse(answer).body for answer in answers)
            answers = []
        elif BEGIN in cell:
            answers.append(cell)
        else:
            above += ast.parse(cell).body
    needed = set().union(*(_taken(ast.parse(answer)) for answer in answers))
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(ast.Module(_needed(above, needed), []), path.name, "exec"), namespace)
    for number, cell in enumerate(answers):
        source = cell if solved else _unsolved(cell)
        filename = f"<{name} {number}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
        exec(compile(source, filename, "exec"), namespace)
    return namespace


def _needed(statements: list[ast.stmt], names: set[str]) -> list[ast.stmt]:
    """The imports, and of the rest what gives one of the names its value, or one of those it takes for that."""
    kept: list[ast.stmt] = []
    for statement in reversed(statements):
        defined = {statement.name} if isinstance(statement, ast.FunctionDef) else _names(statement, ast.Store)
        if isinstance(statement, (ast.Import, ast.ImportFrom)) or defined & names:
            names = names | _taken(statement)
            kept.insert(0, statement)
    return kept


def _taken(tree: ast.AST) -> set[str]:
    """Names that come from outside: read, and neither assigned in the tree nor an argument in it."""
    arguments = {each.arg for each in ast.walk(tree) if isinstance(each, ast.arg)}
    return _names(tree, ast.Load) - _names(tree, ast.Store) - arguments


def _names(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {
        each.id for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, context)
    }


def _unsolved(cell: str) -> str:
    """The cell as `workbook build` leaves it for the learner."""
    from autograder.stubs import stub_for  # nbgrader takes seconds to import

    lines, inside = [], False
    for line in cell.splitlines():
        if line.strip() == BEGIN:
            inside = True
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + stub for stub in stub_for(cell).splitlines()]
        elif line.strip() == END:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)
