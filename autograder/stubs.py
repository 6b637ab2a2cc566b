"""What stands in the learner's notebook where the solution was."""

from __future__ import annotations

import ast
import re

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearSolutions as NbgraderClearSolutions

from course.checking.definition import catalogue

FUNCTION_STUB = "# YOUR CODE HERE (then remove the next line)\nraise NotImplementedError"


class ClearSolutions(NbgraderClearSolutions):
    """nbgrader's preprocessor with a stub that suits the place.

    Inside a function the stub raises NotImplementedError when called, which the check reads as "not
    attempted". At the top level a raise would stop *Run All* at that cell, so there every exercise that the
    solution assigns is set to None instead, and not what it needs on the way.
    """

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        # A traitlet, for whose type mypy would have to know traitlets' own plug-in.
        self.code_stub: dict[str, str] = {**self.code_stub, language: stub_for(cell.source)}
        return super()._replace_solution_region(cell, language)


def stub_for(source: str) -> str:
    """The stub for a solution cell."""
    region = re.search(r"^### BEGIN SOLUTION\n(.*?)^### END SOLUTION", source, re.DOTALL | re.MULTILINE)
    if region is None:
        return FUNCTION_STUB
    names = [
        target.id
        for statement in ast.parse(region[1]).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
    exercises = {exercise.name for exercise in catalogue.everything()}
    answers = [name for name in dict.fromkeys(names) if name in exercises]
    return "\n".join(f"{name} = None  # YOUR ANSWER HERE, in place of None" for name in answers or names)
