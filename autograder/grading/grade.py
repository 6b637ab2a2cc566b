"""Grade every submission in a folder."""

from __future__ import annotations

import secrets
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from autograder.build.build import module_folders, write_sources
from autograder.folders import claim
from autograder.grading.execute import Executed, Limits, execute
from autograder.grading.gradebook import enter, grading_config, total
from autograder.grading.outputs import Result, write_grades, write_results
from autograder.grading.repair import Unreadable, read_notebook, repair, unreadable_stand_in
from autograder.grading.scores import ExerciseScore, check_cells, score_of
from autograder.grading.submissions import Submission, find_submissions
from autograder.grading.workers import run_in_workers
from autograder.nbgrader_course import NbgraderFailed, generate_assignment
from course.checking.verdict import Outcome
from course.errors import WorkbookError

NBGRADER_CONFIG = '''"""So that formgrader and nbgrader find this gradebook when started in this folder."""

c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = {db_url!r}
c.Exchange.root = {exchange!r}
'''


@dataclass(frozen=True)
class GradeReport:
    """All results of a run, and remarks on what was ignored."""

    results: tuple[Result, ...]
    ignored: tuple[str, ...]


Progress = Callable[[int, int, str], None]
"""Called with (notebooks done, notebooks in all, what was just done)."""


def grade(
    submissions_folder: Path,
    out: Path,
    *,
    solutions: Path,
    workers: int = 2,
    db_url: str | None = None,
    seed: int | None = None,
    limits: Limits | None = None,
    progress: Progress = lambda done, of, what: None,
) -> GradeReport:
    """Grade a folder of submissions and write grades.csv, results.jsonl, gradebook.db and feedback/ to `out`.

    Args:
        submissions_folder: STUDENT/MODULE/NOTEBOOK.ipynb.
        out: results; also nbgrader's course folder, so that formgrader opens in it.
        solutions: the text sources.
        workers: notebooks that run at the same time.
        db_url: gradebook, None for SQLite in `out`.
        seed: secret number for held-out cases; None draws one. The same seed gives the same cases.
        limits: time limits of one notebook.
        progress: told after every notebook.

    Raises:
        NothingToGrade: no submission found.
        WorkbookError: `out` holds something else, or lies inside the submissions.
        BadSource: the text sources are at fault.
    """
    out = out.resolve()
    if out.is_relative_to(submissions_folder.resolve()):
        raise WorkbookError(f"{out} lies inside the submissions; choose another folder for the results.")
    modules = {
        folder.name: [path.stem for path in sorted(folder.glob("*.py"))]
        for folder in module_folders(solutions)
    }
    submissions, ignored = find_submissions(submissions_folder, modules)
    claim(out, "grade")
    for name in ("source", "release", "submitted", "executed"):
        shutil.rmtree(out / name, ignore_errors=True)
    write_sources(solutions, out / "source")
    config = grading_config(out, out / "executed", db_url)
    db_url = config.CourseDirectory.db_url
    (out / "nbgrader_config.py").write_text(
        NBGRADER_CONFIG.format(root=str(out), db_url=db_url, exchange=str(out / "exchange")), encoding="utf-8"
    )
    for module in dict.fromkeys(submission.module for submission in submissions):
        generate_assignment(config, module)

    run = _Run(out, config, seed if seed is not None else secrets.randbits(32), limits or Limits(), progress)
    results = run.grade_all(submissions, workers)
    write_results(results, out / "results.jsonl")
    write_grades(results, out / "grades.csv")
    return GradeReport(tuple(results), tuple(ignored))


class _Run:
    """One run over all submissions: workers execute, this process alone writes the gradebook."""

    def __init__(self, out: Path, config: Config, seed: int, limits: Limits, progress: Progress) -> None:
        self.out, self.config, self.seed, self.limits, self.progress = out, config, seed, limits, progress
        self.remarks: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.failures: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.seconds: dict[tuple[str, str], float] = defaultdict(float)

    def grade_all(self, submissions: Sequence[Submission], workers: int) -> list[Result]:
        tasks = [
            ((submission.student, submission.module, name), execute, self._task(submission, name))
            for submission in submissions
            for name in submission.notebooks
        ]
        waiting = {
            (submission.student, submission.module): set(submission.notebooks) for submission in submissions
        }
        by_place = {(submission.student, submission.module): submission for submission in submissions}
        results: dict[tuple[str, str], Result] = {}
        for place in [place for place, names in waiting.items() if not names]:
            results[place] = self._enter(by_place[place])
        finished = run_in_workers(tasks, workers)
        for done, ((student, module, name), executed, error) in enumerate(finished, start=1):
            place = (student, module)
            self._keep(student, module, name, executed, error)
            waiting[place].discard(name)
            if not waiting[place]:
                results[place] = self._enter(by_place[place])
            self.progress(done, len(tasks), f"{student} {module}/{name}")
        return [results[place] for place in waiting]

    def _task(self, submission: Submission, name: str) -> tuple[bytes, Path, int, Limits]:
        """Repair one notebook, keep it for nbgrader, and return what a worker needs to run it."""
        released = self._released(submission.module, name)
        try:
            submitted = read_notebook(submission.notebooks[name])
        except Unreadable as error:
            notebook = unreadable_stand_in(released, str(error))
            remarks = [f"{name}: {error}"]
        else:
            notebook, repairs = repair(submitted, released)
            remarks = [f"{name}: {remark}" for remark in repairs]
        self.remarks[submission.student, submission.module] += remarks
        target = self.out / "submitted" / submission.student / submission.module / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)
        return target.read_bytes(), self.out / "release" / submission.module, self.seed, self.limits

    def _released(self, module: str, name: str) -> NotebookNode:
        return nbformat.read(self.out / "release" / module / f"{name}.ipynb", as_version=4)

    def _keep(
        self, student: str, module: str, name: str, executed: Executed | None, error: Exception | None
    ) -> None:
        """Store the executed notebook where nbgrader's step finds it."""
        remarks = self.remarks[student, module]
        if executed is None:
            # Ours to mend, not the student's: a failure, so that nobody takes the zero for a grade.
            self.failures[student, module].append(f"{name} could not be run: {error}")
            data = (self.out / "submitted" / student / module / f"{name}.ipynb").read_bytes()
        else:
            remarks += [f"{name}, cell {index + 1}: {reason}" for index, reason in executed.stops.items()]
            self.seconds[student, module] += executed.seconds
            data = executed.notebook
        target = self.out / "executed" / student / module / f"{name}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _enter(self, submission: Submission) -> Result:
        """Enter a submission whose notebooks have all run; a failure is a result, not an end."""
        student, module = submission.student, submission.module
        exercises = self._exercises(submission)
        score = sum(exercise.score for exercise in exercises)
        failures = self.failures[student, module]
        try:
            if submission.notebooks:
                enter(self.config, student, module)
                score = total(self.config, student, module)
        except (NbgraderFailed, OSError, RuntimeError) as error:
            failures.append(str(error))
        return Result(
            student,
            module,
            score,
            sum(exercise.points for exercise in exercises),
            tuple(exercises),
            (*submission.remarks, *self.remarks[student, module]),
            round(self.seconds[student, module], 2),
            " ".join(failures),
        )

    def _exercises(self, submission: Submission) -> list[ExerciseScore]:
        scores = []
        for path in sorted((self.out / "release" / submission.module).glob("*.ipynb")):
            executed = self.out / "executed" / submission.student / submission.module / path.name
            if executed.exists():
                notebook = nbformat.read(executed, as_version=4)
                scores += [score_of(cell, path.stem) for cell in check_cells(notebook)]
                continue
            for cell in check_cells(nbformat.read(path, as_version=4)):
                blank = score_of(cell, path.stem)
                scores.append(
                    ExerciseScore(
                        blank.exercise_id,
                        path.stem,
                        Outcome.NOT_ATTEMPTED,
                        0.0,
                        blank.points,
                        remark="not handed in",
                    )
                )
        return scores
