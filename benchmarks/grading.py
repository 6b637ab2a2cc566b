"""A class graded with `workbook grade` and with plain `nbgrader autograde`, in the same run.

    uv run python -m benchmarks.grading [--students 60] [--peer 4] [--workers 2] [--only numpy|tensorflow]

Two classes: module 01 (three notebooks with numpy, OpenCV and scikit-image; the demo's students, whose
every grade is known) and the small TensorFlow module in `benchmarks/tensorflow_course`. `workbook grade` runs
as it comes: sandbox, examiner, held-out cases, feedback, everything from its start to its end counted.
nbgrader grades the first `--peer` students of the same class one after the other, makes their feedback, and
judges on public cases in the learner's process; that is how people use it. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry

from autograder.build.build import release, write_sources
from autograder.demo import classroom
from autograder.grading.grade import Options, grade
from autograder.nbgrader_course import course_config, generate_assignment, nbgrader_api, quiet
from course.checking.definition.catalogue import TOPICS_VARIABLE
from course.paths import course_root, modules_folder, solutions_folder

TENSORFLOW_COURSE = Path(__file__).parent / "tensorflow_course"
TENSORFLOW_MODULE = "90_garments"
SEED = 20261122


@dataclass(frozen=True)
class Class:
    """Submissions in a folder, and the points that each student has truly earned."""

    module: str
    solutions: Path
    handed_in: Path
    truth: dict[str, float]


def numpy_class(folder: Path, size: int) -> Class:
    """The demo's students, again and again until there are enough."""
    base = classroom.students(course_root() / "tests" / "answers")
    truth = {}
    for number in range(size):
        student = base[number % len(base)]
        name = f"s{number:03}{student.name}"
        classroom.write_submission(student, modules_folder(), folder / "in", name=name)
        truth[name] = float(sum(student.truth.values()))
    return Class(classroom.MODULE, solutions_folder(), folder / "in", truth)


def tensorflow_class(folder: Path, size: int) -> Class:
    """The solution of the TensorFlow module; every third student has left one exercise out."""
    solutions = TENSORFLOW_COURSE / "solutions"
    release(solutions, folder / "released")
    name = "1_garments"
    source = (solutions / TENSORFLOW_MODULE / f"{name}.py").read_text(encoding="utf-8")
    answers = [part.split("### END SOLUTION")[0] for part in source.split("### BEGIN SOLUTION")[1:]]
    truth = {}
    for number in range(size):
        notebook = nbformat.read(folder / "released" / TENSORFLOW_MODULE / f"{name}.ipynb", as_version=4)
        cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")]
        left_out = number % 3 == 2
        for cell, answer in list(zip(cells, answers, strict=True))[left_out:]:
            cell.source = answer.strip()
        target = folder / "in" / f"s{number:03}" / TENSORFLOW_MODULE / f"{name}.ipynb"
        target.parent.mkdir(parents=True)
        nbformat.write(notebook, target)
        truth[f"s{number:03}"] = 7.0 - 2.0 * left_out
    return Class(TENSORFLOW_MODULE, solutions, folder / "in", truth)


def with_workbook(group: Class, out: Path, workers: int) -> dict[str, float]:
    report = grade(
        group.handed_in, out, solutions=group.solutions, options=Options(workers=workers, seed=SEED)
    )
    return {result.student: result.score for result in report.results}


def with_nbgrader(group: Class, root: Path, students: Sequence[str]) -> dict[str, float]:
    for student in students:
        shutil.copytree(group.handed_in / student, root / "submitted" / student)
    write_sources(group.solutions, root / "source")
    config = course_config(root)
    config.Execute.timeout = 120
    config.Execute.kernel_name = "python3"  # an ordinary kernel, not the fast one of these notebooks
    with quiet():
        generate_assignment(config, group.module)
        for student in students:
            nbgrader_api(config).autograde(group.module, student, force=True)
            nbgrader_api(config).generate_feedback(group.module, student, force=True)
        scores = {}
        with Gradebook(config.CourseDirectory.db_url) as gradebook:
            for student in students:
                try:
                    scores[student] = float(gradebook.find_submission(group.module, student).score)
                except MissingEntry:
                    continue
    return scores


def compare(
    name: str, make: Callable[[Path, int], Class], students: int, peer: int, workers: int
) -> dict[str, float]:
    """Both graders on one class; prints a table and returns rates and their ratio."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        group = make(Path(temporary), students)
        some = list(group.truth)[:peer]
        runs = {
            "workbook": (
                list(group.truth),
                lambda: with_workbook(group, Path(temporary) / "graded", workers),
            ),
            "nbgrader": (some, lambda: with_nbgrader(group, Path(temporary) / "plain", some)),
        }
        print(f"{name:12} {'submissions':>12} {'seconds':>8} {'per minute':>11} {'totals right':>13}")
        for grader, (graded, run) in runs.items():
            start = time.perf_counter()
            scores = run()
            seconds = time.perf_counter() - start
            right = sum(scores.get(student) == group.truth[student] for student in graded)
            rate = 60 * len(graded) / seconds
            print(
                f"{grader:12} {len(graded):12d} {seconds:8.1f} {rate:11.2f} {right:6d} of {len(graded)}",
                flush=True,
            )
            figures |= {f"{grader}_per_minute": round(rate, 2), f"{grader}_right": right / len(graded)}
    figures["ratio"] = round(figures["workbook_per_minute"] / figures["nbgrader_per_minute"], 2)
    print(f"ratio {figures['ratio']}\n", flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--peer", type=int, default=4, help="how many of them nbgrader grades")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", choices=("numpy", "tensorflow"))
    options = parser.parse_args()
    os.environ[TOPICS_VARIABLE] = str(TENSORFLOW_COURSE / "topics")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # nbgrader fails a cell for a line on stderr
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    makers = {"numpy": numpy_class, "tensorflow": tensorflow_class}
    figures: dict[str, float] = {}
    for name, make in makers.items():
        if options.only in (None, name):
            found = compare(name, make, options.students, options.peer, options.workers)
            figures[f"ratio_{name}"] = found["ratio"]
            figures |= {f"{name}_{key}": value for key, value in found.items() if key != "ratio"}
    first = "tensorflow" if "ratio_tensorflow" in figures else "numpy"
    figures["per_minute"] = figures[f"{first}_workbook_per_minute"]
    figures["nbgrader_per_minute"] = figures[f"{first}_nbgrader_per_minute"]
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
