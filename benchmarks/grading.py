"""Grade one class twice in the same run: with `workbook grade` and with plain `nbgrader autograde`.

    uv run python -m benchmarks.grading [--copies 2] [--workers 2]

The class is the demo's (module 01, every grade known). Printed: submissions a minute, how many of the
grades each grader got right, and the ratio. The last line is one JSON object with the figures.
Plain nbgrader judges on public cases in the learner's process and in one process; that is how people use it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from autograder.build.build import write_sources
from autograder.build.source_notebook import grade_id
from autograder.demo.classroom import MODULE, Student, exercises, students, write_submission
from autograder.demo.run import DEMO_SEED
from autograder.grading.grade import grade
from autograder.nbgrader_course import course_config, generate_assignment, nbgrader_api, quiet
from course.paths import course_root, modules_folder, solutions_folder

Scores = dict[tuple[str, str], float]


def with_workbook(handed_in: Path, out: Path, workers: int) -> Scores:
    report = grade(handed_in, out, solutions=solutions_folder(), workers=workers, seed=DEMO_SEED)
    return {(r.student, e.exercise_id): e.score for r in report.results for e in r.exercises}


def with_nbgrader(handed_in: Path, root: Path, group: Sequence[Student]) -> Scores:
    shutil.copytree(handed_in, root / "submitted")
    write_sources(solutions_folder(), root / "source")
    config = course_config(root)
    config.Execute.timeout = 120
    with quiet():
        generate_assignment(config, MODULE)
        for student in group:
            nbgrader_api(config).autograde(MODULE, student.name, force=True)
            nbgrader_api(config).generate_feedback(MODULE, student.name, force=True)
        return _gradebook_scores(config.CourseDirectory.db_url, group)


def _gradebook_scores(db_url: str, group: Sequence[Student]) -> Scores:
    scores: Scores = {}
    with Gradebook(db_url) as gradebook:
        names = {
            cell.name: nb.name
            for nb in gradebook.find_assignment(MODULE).notebooks
            for cell in nb.grade_cells
        }
        for student in group:
            for exercise in exercises():
                cell = grade_id(exercise.id)
                try:
                    found = gradebook.find_grade(cell, names[cell], MODULE, student.name)
                    scores[student.name, exercise.id] = float(found.score)
                except MissingEntry:
                    continue
    return scores


def agreement(scores: Scores, group: Sequence[Student]) -> int:
    return sum(
        scores.get((student.name, exercise.id)) == student.truth.get(exercise.id, 0)
        for student in group
        for exercise in exercises()
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=1, help="how often each demo student hands in")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    group = [
        replace(student, name=f"{student.name}{copy}")
        for student in students(course_root() / "tests" / "answers")
        for copy in range(options.copies)
    ]
    figures: dict[str, float] = {"submissions": len(group), "grades": len(group) * len(exercises())}
    with tempfile.TemporaryDirectory() as temporary:
        handed_in = Path(temporary) / "submissions"
        for student in group:
            write_submission(student, modules_folder(), handed_in)
        runs = {
            "workbook": lambda: with_workbook(handed_in, Path(temporary) / "graded", options.workers),
            "nbgrader": lambda: with_nbgrader(handed_in, Path(temporary) / "plain", group),
        }
        print(f"{'grader':10} {'seconds':>8} {'submissions/min':>16} {'grades right':>14}")
        for name, run in runs.items():
            start = time.perf_counter()
            scores = run()
            seconds = time.perf_counter() - start
            right = agreement(scores, group)
            rate = 60 * len(group) / seconds
            print(f"{name:10} {seconds:8.1f} {rate:16.2f} {right:8d} of {int(figures['grades'])}")
            figures |= {
                f"{name}_seconds": round(seconds, 1),
                f"{name}_per_minute": round(rate, 2),
                f"{name}_right": right,
            }
    figures["speed_ratio"] = round(figures["workbook_per_minute"] / figures["nbgrader_per_minute"], 2)
    print(f"workbook / nbgrader: {figures['speed_ratio']} times the submissions a minute")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
