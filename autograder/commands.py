"""The commands that the grading side adds to `workbook`."""

from __future__ import annotations

from typing import Annotated

import typer


def add_commands(app: typer.Typer) -> None:
    """Called by `course.cli` through the entry point group "workbook.commands"."""
    app.command()(build)


def build(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 when modules/ is stale.")
    ] = False,
) -> None:
    """Build the learner notebooks in modules/ from the text sources in solutions/."""
    from autograder.build.build import build as build_modules
    from course.paths import modules_folder, solutions_folder

    result = build_modules(solutions_folder(), modules_folder(), check_only=check)
    for name in result.written:
        typer.echo(f"{'stale' if check else 'written'}: modules/{name}")
    for name in result.removed:
        typer.echo(f"{'not in the sources' if check else 'removed'}: modules/{name}")
    if check and result.stale:
        typer.echo("modules/ is stale. Run `workbook build` and commit what it writes.", err=True)
        raise typer.Exit(1)
    typer.echo(f"modules/ is up to date ({result.unchanged + len(result.written)} files).")
