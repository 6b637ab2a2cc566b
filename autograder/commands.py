"""The commands that the grading side adds to `workbook`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_commands(app: typer.Typer) -> None:
    """Called by `course.cli` through the entry point group "workbook.commands"."""
    app.command()(build)
    app.command()(grade)
    app.command()(demo)
    app.command()(report)


def build(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit with 1 when modules/ is stale.")
    ] = False,
) -> None:
    """Build the learner notebooks in modules/ from solutions/."""
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


def grade(
    submissions: Annotated[Path, typer.Argument(help="Folder with STUDENT/MODULE/NOTEBOOK.ipynb in it.")],
    out: Annotated[Path, typer.Option(help="Folder for grades.csv, results.jsonl, gradebook.db, feedback/.")],
    workers: Annotated[int, typer.Option(min=1, help="Notebooks that run at the same time.")] = 2,
    db: Annotated[
        str | None, typer.Option(help="Gradebook URL; SQLite in the out folder if not given.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Number the held-out cases are drawn from; random if not given.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON lines.")] = False,
) -> None:
    """Grade a folder of submissions.

    Judges on held-out cases with partial credit; writes grades, feedback and nbgrader's gradebook.
    """
    from autograder.grading.console import grade_with_progress, print_report
    from course.paths import solutions_folder

    report = grade_with_progress(
        submissions, out, solutions=solutions_folder(), workers=workers, db_url=db, seed=seed
    )
    if json:
        typer.echo((out / "results.jsonl").read_text(encoding="utf-8"), nl=False)
    else:
        print_report(report, out)
    if any(result.failure for result in report.results):
        raise typer.Exit(1)


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the demo's class and its grades.")] = Path("demo"),
    workers: Annotated[int, typer.Option(min=1, help="Notebooks that run at the same time.")] = 2,
) -> None:
    """Grade an embedded class and compare with the known truth."""
    from autograder.demo.run import run_demo

    if not run_demo(out, workers):
        raise typer.Exit(1)


def report(
    folder: Annotated[Path, typer.Argument(help="Folder that `workbook grade --out` has written.")],
) -> None:
    """Write the class report: one HTML page with scores, item analysis, common mistakes, similar answers."""
    from autograder.report.report import write_report

    typer.echo(f"Written: {write_report(folder)}")
