"""How long an exercise's definition is: lines of cases, judges and hints, without concept questions and blank lines.

    python -m benchmarks.definition_size [REVISION ...]

A line for each git revision, and one for the files as they are now.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = "course/exercises"


def sources(revision: str | None) -> Iterator[str]:
    """The text of every definition file, now or at a revision."""
    if revision is None:
        yield from (path.read_text(encoding="utf-8") for path in sorted(Path(FOLDER).rglob("*.py")))
        return
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", revision, FOLDER], capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split():
        if name.endswith(".py"):
            command = ["git", "show", f"{revision}:{name}"]
            yield subprocess.run(command, capture_output=True, text=True, check=True).stdout


def count(source: str) -> tuple[int, int]:
    """Exercises in a file, and its lines without questions and blank ones."""
    exercises, left_out = 0, set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            called = ast.unparse(statement.value.func)
            exercises += called == "Exercise"
            if called == "Question":
                left_out |= set(range(statement.lineno, (statement.end_lineno or 0) + 1))
    lines = [
        line for number, line in enumerate(source.splitlines(), 1) if line.strip() and number not in left_out
    ]
    return exercises, len(lines)


def main() -> None:
    for revision in [*sys.argv[1:], None]:
        counts = [count(source) for source in sources(revision)]
        exercises, lines = (sum(column) for column in zip(*counts, strict=True))
        print(f"{revision or 'now':12} {exercises} exercises, {lines} lines, {lines / exercises:.0f} each")


if __name__ == "__main__":
    main()
