"""The commands that the grading side adds to `workbook`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.sandbox.limits import Limits
from course.errors import WorkbookError


def add_commands(app: typer.Typer) -> None:
    """Called by `course.cli` through the entry point group "workbook.commands"."""
    app.command()(build)
    app.command()(collect)
    app.command()(grade)
    app.command()(demo)
    app.command()(report)
    app.command()(new)


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
        print(f"{'stale' if check else 'written'}: modules/{name}")
    for name in result.removed:
        print(f"{'not in the sources' if check else 'removed'}: modules/{name}")
    if check and result.stale:
        print("modules/ is stale. Run `workbook build` and commit what it writes.", file=sys.stderr)
        raise typer.Exit(1)
    print(f"modules/ is up to date ({result.unchanged + len(result.written)} files).")


def collect(
    download: Annotated[
        Path, typer.Argument(help="What the platform let you download: a zip, or its folder.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for STUDENT/MODULE/NOTEBOOK.ipynb.")],
    layout: Annotated[
        str, typer.Option(help="Whose file names it has: moodle, canvas, nbgrader-exchange, or auto.")
    ] = "auto",
    roster: Annotated[
        Path | None,
        typer.Option(help="CSV file with the class: nbgrader's, Moodle's, Canvas', or student,name."),
    ] = None,
) -> None:
    """Sort a learning platform's download into the folders that `workbook grade` reads.

    Nothing in the download is changed, and whatever is not taken is named with the reason. Ends with 1 when there is
    something to do about it.
    """
    from autograder.collecting.collect import collect as collect_download
    from autograder.collecting.collect import lines_on
    from autograder.collecting.layouts import Layout
    from autograder.outline import outline_of
    from course.paths import solutions_folder

    if layout not in list(Layout):
        raise WorkbookError(f"--layout {layout}: choose {', '.join(Layout)}.")
    modules = {module: list(notebooks) for module, notebooks in outline_of(solutions_folder()).items()}
    collected = collect_download(download, out, layout=Layout(layout), roster=roster, modules=modules)
    for line in lines_on(collected, out):
        print(line)
    if any(left.what_to_do for left in collected.left_out):
        raise typer.Exit(1)


def grade(
    submissions: Annotated[Path, typer.Argument(help="Folder with STUDENT/MODULE/NOTEBOOK.ipynb in it.")],
    out: Annotated[Path, typer.Option(help="Folder for grades.csv, results.jsonl, gradebook.db, feedback/.")],
    workers: Annotated[
        int, typer.Option(min=1, help="Submissions that run at the same time.", show_default="processors")
    ] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Dask scheduler whose workers do the work: tcp://HOST:8786."),
    ] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="Gradebook; SQLite in the out folder if not given.")
    ] = None,
    isolation: Annotated[
        str, typer.Option(help="bubblewrap, or none: learners' code then runs with all your rights.")
    ] = "bubblewrap",
    force: Annotated[
        bool, typer.Option("--force", help="Grade again what has not changed, on new cases.")
    ] = False,
    due: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[MODULE=]DATE",
            help="Due date, 01_basics=2026-11-30T23:59 or =2026-11-30, the end of that day; repeat it. "
            "Without a module for all.",
        ),
    ] = None,
    late_percent: Annotated[
        float,
        typer.Option(min=0, max=100, help="Percent of the points that each started day of lateness costs."),
    ] = 0,
    late_days: Annotated[int, typer.Option(min=0, help="Days of lateness that cost nothing.")] = 0,
    memory: Annotated[int, typer.Option(min=512, help="Memory of one notebook in MB.")] = Limits.memory_mb,
    cell_seconds: Annotated[
        float,
        typer.Option(min=1, help="Processor time of one cell, in seconds; ten times as long by the clock."),
    ] = Limits.cell_seconds,
    seed: Annotated[
        str | None,
        typer.Option(
            help="Secret the held-out cases are drawn from, any text; 256 random bits if not given."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON lines.")] = False,
) -> None:
    """Grade a folder of submissions.

    Runs them in a sandbox, judges on held-out cases with partial credit, and writes grades, feedback and
    nbgrader's gradebook. Started again, it goes on where it stopped and grades only what has changed. Ends with 1
    when anything that may be somebody's work was not graded.
    """
    from autograder.grading.console import grade_with_progress, print_report
    from autograder.grading.grade import Options
    from autograder.grading.late import LatePolicy, parse_due
    from autograder.outline import module_folders
    from autograder.sandbox.kernels import Isolation
    from course.paths import solutions_folder

    if isolation not in list(Isolation):
        raise WorkbookError(f"--isolation {isolation}: choose bubblewrap or none.")
    if isolation == Isolation.NONE:
        print(
            "Warning: without isolation every submission can read and change all that you can.",
            file=sys.stderr,
        )
    modules = [folder.name for folder in module_folders(solutions_folder())]
    options = Options(
        workers=workers,
        scheduler=scheduler,
        db_url=db,
        seed=seed,
        isolation=Isolation(isolation),
        limits=Limits(memory_mb=memory, cell_seconds=cell_seconds),
        force=force,
        late=LatePolicy(parse_due(due or (), modules), late_percent, late_days),
    )
    report = grade_with_progress(submissions, out, solutions=solutions_folder(), options=options)
    if json:
        print((out / "results.jsonl").read_text(encoding="utf-8"), end="")
    else:
        print_report(report, out)
    if not report.complete:
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

    print(f"Written: {write_report(folder)}")


def new(
    exercise: Annotated[str, typer.Argument(help="TOPIC/NAME; the learner's function is called NAME.")],
    notebook: Annotated[
        str, typer.Option(help="Where it stands in solutions/: NN_TOPIC/K_NAME; a new one is begun.")
    ],
    title: Annotated[str, typer.Option(help="What stands above it in the notebook.")] = "",
    question: Annotated[
        bool, typer.Option("--question", help="A question with choices instead of a function.")
    ] = False,
) -> None:
    """Lay out a new exercise: definition, held-out cases, cells and answers, with blanks to fill in."""
    from autograder.authoring.new_exercise import lay_out
    from course.paths import course_root

    for path in lay_out(course_root(), exercise, notebook=notebook, title=title, question=question):
        print(f"written: {path.as_posix()}")
    print('Fill in every "Fill in:", then: uv run pytest tests/exercises -k ' + exercise.partition("/")[2])
