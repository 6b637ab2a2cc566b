"""Grading as seen on a terminal: a progress bar, then the summary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder.grading.grade import GradeReport, grade
from autograder.grading.result_files import remark_lines, results_table
from autograder.handed_in.finding import LeftOut


class PerMinute(ProgressColumn):
    """How many a minute."""

    def render(self, task: Task) -> Text:
        """For example "12.3/min"."""
        return Text(
            f"{60 * task.completed / task.elapsed:.1f}/min" if task.completed and task.elapsed else ""
        )


def grade_with_progress(submissions: Path, out: Path, **options: Any) -> GradeReport:
    """`grade`, with a progress bar on stderr; the options are those of `grade`."""
    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        PerMinute(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("starting workers", total=None)

        def show(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of, description=what if done < of else "")

        return grade(submissions, out, progress=show, say=console.print, **options)


def _left_out_line(left: LeftOut) -> str:
    """For example "not graded: 'dan.zip' is a damaged zip archive"."""
    return f"{'not graded' if left.may_be_work else 'left out'}: {left}"


def print_report(report: GradeReport, out: Path) -> None:
    """The table of grades, the remarks, and where everything is."""
    console = Console()
    console.print(results_table(report.results))
    for line in (*remark_lines(report.results), *map(_left_out_line, report.left_out)):
        console.print(f"- {line}", markup=False, highlight=False, soft_wrap=True)
    if report.unchanged:
        count = f"{report.unchanged} of {len(report.results)}"
        console.print(
            f"{count} had not changed since they were graded; --force grades them again.", markup=False
        )
    console.print(
        f"Written to {out}: grades.csv, results.jsonl, report.html, gradebook.db, feedback/STUDENT/MODULE/*.html. "
        f"For nbgrader's own pages run `jupyter lab` in that folder and open Nbgrader > Formgrader.",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
