"""Grading as seen on a terminal: a progress bar, then the summary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.grading.grade import GradeReport, grade
from autograder.grading.outputs import remark_lines, results_table


def grade_with_progress(submissions: Path, out: Path, **options: Any) -> GradeReport:
    """`grade`, with a progress bar on stderr; the options are those of `grade`."""
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting kernels", total=None)

        def show(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of, description=what if done < of else "")

        return grade(submissions, out, progress=show, **options)


def print_report(report: GradeReport, out: Path) -> None:
    """The table of grades, the remarks, and where everything is."""
    console = Console()
    console.print(results_table(report.results))
    for line in (*remark_lines(report.results), *report.ignored):
        console.print(f"- {line}", markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"Written to {out}: grades.csv, results.jsonl, gradebook.db, feedback/STUDENT/MODULE/*.html. "
        f"For nbgrader's own pages run `jupyter lab` in that folder and open Nbgrader > Formgrader.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
