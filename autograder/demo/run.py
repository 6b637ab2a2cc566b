"""Write the class, grade it, compare every grade with the truth."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from rich.console import Console

from autograder.demo.classroom import MODULE, Student, exercises, students, write_submission
from autograder.folders import claim
from autograder.grading.console import grade_with_progress, print_report
from autograder.grading.grade import Options
from autograder.grading.result_files import Result
from autograder.sandbox.bubblewrap import NoIsolation, insist_on_isolation
from autograder.sandbox.kernels import Isolation
from course.paths import course_root, modules_folder, solutions_folder

DEMO_SEED = 20261122
"""Fixed, so that the demo grades the same held-out cases every time."""


def run_demo(out: Path, workers: int) -> bool:
    """Run the demo in a folder; its earlier content that a demo wrote is replaced.

    Returns:
        Whether every grade equals the truth and every promised file is there.
    """
    console = Console()
    handed_in, graded = out / "submissions", out / "graded"
    claim(out, "demo")
    for folder in (handed_in, graded):
        shutil.rmtree(folder, ignore_errors=True)
    group = students(course_root() / "tests" / "answers")
    for student in group:
        write_submission(student, modules_folder(), handed_in)
    console.print(f"A class of {len(group)} hands in {MODULE}:")
    for student in group:
        console.print(f"  {student.name:8} {student.story}", highlight=False)

    options = Options(workers=workers, seed=DEMO_SEED, isolation=_isolation(console))
    start = time.perf_counter()
    report = grade_with_progress(handed_in, graded, solutions=solutions_folder(), options=options)
    seconds = time.perf_counter() - start
    print_report(report, graded)

    differences = compare(group, report.results) + missing_files(group, graded)
    for difference in differences:
        console.print(f"[bold]Difference:[/] {difference}", highlight=False, soft_wrap=True)
    count = len(group) * len(exercises())
    if not differences:
        console.print(
            f"All {count} grades ({len(group)} students, {len(exercises())} exercises) equal the known truth. "
            f"Graded in {seconds:.0f} s, {60 * len(group) / seconds:.1f} submissions a minute.",
            highlight=False,
            soft_wrap=True,
        )
    return not differences


def _isolation(console: Console) -> Isolation:
    """Walls where this machine has them. The class is the project's own code, so it may run without."""
    try:
        insist_on_isolation()
    except NoIsolation as error:
        console.print(
            f"Graded without walls, as this class is the project's own. {error.missing} To turn them on for "
            f"learners' code, which `workbook grade` insists on: {error.remedy}.",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        return Isolation.NONE
    return Isolation.BUBBLEWRAP


def compare(group: list[Student], results: tuple[Result, ...]) -> list[str]:
    """What differs between the grades and the truth, a sentence each."""
    differences = []
    by_student = {result.student: result for result in results}
    for student in group:
        result = by_student.get(student.name)
        if result is None:
            differences.append(f"{student.name} has no result.")
            continue
        if result.failure:
            differences.append(f"{student.name}: {result.failure}")
        got = {exercise.exercise_id: exercise.score for exercise in result.exercises}
        for exercise in exercises():
            truth = student.truth.get(exercise.id, 0)
            if got.get(exercise.id) != truth:
                differences.append(
                    f"{student.name}, {exercise.id}: {got.get(exercise.id)} points instead of {truth:g}."
                )
        if result.score != sum(student.truth.values()):
            differences.append(
                f"{student.name}: the gradebook holds {result.score:g} points instead of "
                f"{sum(student.truth.values()):g}."
            )
    return differences


def missing_files(group: list[Student], graded: Path) -> list[str]:
    """Files that grading should have written and did not."""
    expected = [graded / name for name in ("grades.csv", "results.jsonl", "gradebook.db")]
    expected += [
        graded / "feedback" / student.name / MODULE / f"{path.stem}.html"
        for student in group
        for path in (modules_folder() / MODULE).glob("*.ipynb")
    ]
    return [f"{path} was not written." for path in expected if not path.is_file()]
