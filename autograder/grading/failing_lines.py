"""A line that fails costs what needs it, not the lesson's imports, and not what stands behind it in its cell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from course.checking.contract.values import shortened, well_formed, without_colours

LONGEST_SOURCE = 20_000
"""Characters of a cell that are looked at; a learner wrote them."""

LONGEST_FAILURE = 200

LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


@dataclass(frozen=True)
class Failure:
    """Where a cell stopped.

    Args:
        told: which line failed and how, for the learner to read.
        rest: the source of what stands behind it, "" when there is nothing or nobody can tell.
    """

    told: str
    rest: str


def failure_in(source: str, outputs: Iterable[Any]) -> Failure | None:
    """Where a cell that has run stopped with an error; None when it did not.

    Args:
        source: what was run.
        outputs: what came of it, as in a notebook.
    """
    error = next((output for output in outputs if output.output_type == "error"), None)
    if error is None:
        return None
    told = f"{error.ename}: {error.evalue}"
    found = LINE.search(without_colours("\n".join(map(str, error.traceback))))
    if found is None or (split := _split(source, int(found[1]))) is None:
        return Failure(_one_line(told), "")
    line, rest = split
    return Failure(_one_line(f"`{line}` failed ({told})"), rest)


def _one_line(text: str) -> str:
    return well_formed(shortened(" ".join(text.split()), LONGEST_FAILURE))


def imports_in(source: str) -> str:
    """The import statements of a cell, written so that one that fails does not keep the others from running."""
    python = "\n".join(line for line in source.splitlines() if not line.startswith(("%", "!")))
    imports = [
        f"try:\n    {ast.unparse(statement)}\nexcept Exception:\n    pass"
        for statement in ast.parse(python).body
        if isinstance(statement, ast.Import | ast.ImportFrom)
    ]
    return "\n".join(imports)


def _split(source: str, line: int) -> tuple[str, str] | None:
    """The text of a line, and what stands behind the statement it belongs to; None for what is no Python."""
    # It takes half a second to import, and most notebooks run without an error.
    from IPython.core.inputtransformer2 import TransformerManager

    if len(source) > LONGEST_SOURCE:
        return None
    try:
        python = TransformerManager().transform_cell(source)  # magics become calls
        statements = ast.parse(python).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = python.splitlines()
    end = next((each.end_lineno or 0 for each in statements if line <= (each.end_lineno or 0)), 0)
    if not end:
        return None
    written = source.splitlines()
    return written[line - 1].strip() if line <= len(written) else "", "\n".join(lines[end:]).strip()
