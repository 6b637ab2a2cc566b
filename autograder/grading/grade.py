"""Grade every submission in a folder."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.build.build import write_sources
from autograder.folders import held, write_whole
from autograder.graded_cells import check_cells
from autograder.grading import definitions
from autograder.grading.bundles import (
    FeedbackTask,
    Graded,
    ModuleBundle,
    RunBundle,
    Task,
    encoded,
    pack,
    unpack,
)
from autograder.grading.cluster import Crew, Done, Job, crew
from autograder.grading.execute import MAX_STOPS
from autograder.grading.feedback import render_feedback
from autograder.grading.gradebook import Book, Entered, Say, create_gradebook, patiently
from autograder.grading.late import LatePolicy, due_lines, parse_timestamp
from autograder.grading.result_files import Result, write_grades, write_results
from autograder.grading.scores import ExerciseScore, not_handed_in, score_of
from autograder.grading.seed import class_seed
from autograder.grading.store import Store, key_of
from autograder.grading.worker import grade_submission
from autograder.handed_in.finding import LeftOut, Submission, find_submissions
from autograder.handed_in.reading import Cells, Reader, Unreadable
from autograder.nbgrader_course import COURSE_ID, course_config, generate_assignment
from autograder.outline import outline_of, topic_of
from autograder.sandbox.bubblewrap import insist_on_isolation
from autograder.sandbox.kernels import Isolation, Kernels
from autograder.sandbox.limits import Limits
from course.checking.contract.values import shortened
from course.checking.definition.cases import Seed
from course.errors import WorkbookError

NBGRADER_CONFIG = '''"""So that formgrader and nbgrader find this gradebook when started in this folder."""

c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = {db_url!r}
c.CourseDirectory.course_id = {course_id!r}
c.Exchange.root = {exchange!r}
'''

FEEDBACK_SECONDS = 120.0
"""A page takes a second; a worker that needs so much longer has a problem of its own."""


@dataclass(frozen=True)
class Options:
    """How to grade.

    Args:
        workers: notebooks that run at the same time on this machine.
        scheduler: address of a Dask scheduler whose workers are used instead.
        db_url: gradebook; None for SQLite in the results folder.
        seed: secret for held-out cases; None keeps the folder's, or draws 256 bits.
        isolation: kind of walls around learners' code.
        limits: of one notebook.
        force: grade again what has been graded before, on newly drawn cases.
        late: due dates and penalties.
        modules: what the sandbox's fork server imports, "" for its usual list.
    """

    workers: int = 2
    scheduler: str | None = None
    db_url: str | None = None
    seed: Seed | None = None
    isolation: Isolation = Isolation.BUBBLEWRAP
    limits: Limits = field(default_factory=Limits)
    force: bool = False
    late: LatePolicy = field(default_factory=LatePolicy)
    modules: str = ""


@dataclass(frozen=True)
class GradeReport:
    """All results of a run, what was left out of it, and how many were taken over from an earlier run."""

    results: tuple[Result, ...]
    left_out: tuple[LeftOut, ...]
    unchanged: int = 0

    @property
    def complete(self) -> bool:
        """Whether everything was graded that may be somebody's work."""
        return not any(result.failure for result in self.results) and not any(
            left.may_be_work for left in self.left_out
        )


Progress = Callable[[int, int, str], None]
"""Called with (submissions done, submissions in all, what was just done)."""


def grade(
    submissions_folder: Path,
    out: Path,
    *,
    solutions: Path,
    options: Options | None = None,
    progress: Progress = lambda done, of, what: None,
    say: Say = lambda line: None,
) -> GradeReport:
    """Grade a folder of submissions; write grades, results, report, gradebook and feedback to `out`.

    What has been graded before and has not changed (answers, exercises, environment) is not run again, so
    a run that was stopped goes on where it was.

    Args:
        submissions_folder: STUDENT/MODULE/NOTEBOOK.ipynb.
        out: results; also nbgrader's course folder, so that formgrader opens in it.
        solutions: the text sources.
        options: how.
        progress: told after every submission.
        say: told what is to stand above the results, before anything is graded, and what is waited for.

    Raises:
        NothingToGrade: no submission found.
        NoIsolation: learners' code cannot be shut away here.
        SchedulerLost: the cluster went away.
        WorkbookError: `out` holds something else, lies inside the submissions, cannot be written, or another run
            holds it; the gradebook cannot be opened or stays locked.
        BadSource: the text sources are at fault.
    """
    options = options or Options()
    out = out.resolve()
    if out.is_relative_to(submissions_folder.resolve()):
        raise WorkbookError(f"{out} lies inside the submissions; choose another folder for the results.")
    if options.scheduler is None:
        if options.isolation is Isolation.BUBBLEWRAP:
            insist_on_isolation()
        Kernels(options.isolation, options.modules).start_early()
    walled = options.isolation is Isolation.BUBBLEWRAP and options.scheduler is None
    with Reader(walled) as reader:
        submissions, left_out = find_submissions(submissions_folder, outline_of(solutions), reader)
        with held(out, "grade"):
            results, unchanged = _results(out, submissions, solutions, options, progress, say)
            rows = [*results, *map(_row, left_out)]
            write_results(rows, out / "results.jsonl")
            write_grades([row for row in rows if row.student], out / "grades.csv")
            from autograder.report.report import write_report  # its statistics take two seconds to import

            write_report(out)
    return GradeReport(tuple(results), tuple(left_out), unchanged)


def _results(
    out: Path,
    submissions: Sequence[Submission],
    solutions: Path,
    options: Options,
    progress: Progress,
    say: Say,
) -> tuple[list[Result], int]:
    """Grade and enter everything; returns the results, and how many were taken over from an earlier run."""
    modules = sorted({found.module for found in submissions})
    config = course_config(out, options.db_url)
    db_url = config.CourseDirectory.db_url
    create_gradebook(db_url, say)
    # Fork server and workers take seconds to come up, and so does the trial of the seed: all at the same time.
    with ThreadPoolExecutor(1) as pool:
        chosen = pool.submit(
            class_seed,
            out,
            given=options.seed,
            anew=options.force,
            topics=sorted(map(topic_of, modules)),
            solutions=solutions,
            say=say,
        )
        with crew(options.workers, options.scheduler, say) as workers:
            seed = chosen.result()
            for line in due_lines(options.late.due):
                say(line)
            say(f"Held-out cases come from a seed with the SHA-256 {sha256(seed.encode()).hexdigest()}.")
            with Book(db_url, options.late, say) as book:
                _prepare_course(out, config, solutions, modules, say)
                run = _Run(out, submissions, options, seed, book, workers, progress)
                return run.grade_all(), run.unchanged


def _row(left: LeftOut) -> Result:
    """Something that was left out, as a result without a module or a score."""
    return Result(left.student, "", 0.0, 0.0, (), failure=str(left), graded=False)


def _prepare_course(out: Path, config: Config, solutions: Path, modules: Iterable[str], say: Say) -> None:
    """Make `out` nbgrader's course folder, with the released modules in it."""
    for name in ("source", "release"):
        shutil.rmtree(out / name, ignore_errors=True)
    write_sources(solutions, out / "source")
    db_url = config.CourseDirectory.db_url
    text = NBGRADER_CONFIG.format(
        root=str(out), db_url=db_url, course_id=COURSE_ID, exchange=str(out / "exchange")
    )
    (out / "nbgrader_config.py").write_text(text, encoding="utf-8")
    for module in modules:
        patiently(partial(generate_assignment, config, module), say)


class _Run:
    """One run over all submissions: workers execute, this process alone writes the gradebook."""

    def __init__(
        self,
        out: Path,
        submissions: Sequence[Submission],
        options: Options,
        seed: str,
        book: Book,
        workers: Crew,
        progress: Progress,
    ) -> None:
        self.out, self.submissions, self.options = out, submissions, options
        self.book, self.workers, self.progress = book, workers, progress
        self.store = Store(out / "finished")
        self.results: dict[int, Result] = {}
        self.unchanged = 0
        run = RunBundle(
            secrets.token_hex(8),
            seed,
            options.isolation,
            asdict(options.limits),
            options.modules,
        )
        self._run_bytes = pack(run)
        modules = sorted({found.module for found in submissions})
        self._modules = {module: _module_bundle(out / "release" / module) for module in modules}
        conditions = [str(x).encode() for x in (run.seed, run.isolation, run.limits)]
        self._keys = {
            module: key_of(
                [definitions.of_topic(topic_of(module)).encode(), *conditions, self._modules[module]]
            )
            for module in modules
        }

    def grade_all(self) -> list[Result]:
        for module in self._modules:
            self.book.set_due_date(module)
        self.workers.work(self._jobs(), self._handle)
        return [self.results[number] for number in range(len(self.submissions))]

    def _jobs(self) -> Iterator[Job]:
        """What is left to run; what has been run before is entered at once."""
        for number, submission in enumerate(self.submissions):
            task, failure = _task(submission)
            if failure:
                nothing = Graded(submission.student, submission.module, {})
                self._result(number, nothing, None, failure)
                continue
            key = key_of([self._keys[submission.module].encode(), pack(task)])
            known = None if self.options.force else self.store.get(submission.student, submission.module, key)
            if known is not None or not (task.notebooks or task.unreadable):
                self.unchanged += known is not None
                yield from self._enter(number, known or Graded(submission.student, submission.module, {}))
                continue
            limits = self.options.limits
            yield Job(
                f"{submission.student}'s {submission.module}",
                grade_submission,
                (pack(task), self._modules[submission.module], self._run_bytes),
                seconds=max(1, len(task.notebooks))
                * (limits.notebook_clock_seconds + limits.start_seconds)
                * (MAX_STOPS + 1),
                data=(number, key),
            )

    def _handle(self, done: Done) -> list[Job]:
        if done.job.function is render_feedback:
            return self._write_feedback(done)
        number, key = done.job.data
        submission = self.submissions[number]
        if done.failure:
            # Ours to mend, not the student's: no grade is entered, so that nobody takes a zero for one.
            self._result(number, Graded(submission.student, submission.module, {}), None, done.failure)
            return []
        graded = unpack(Graded, done.result)
        if any(notebook.doubtful for notebook in graded.notebooks.values()) and not done.job.alone:
            return [replace(done.job, alone=True)]
        self.store.put(submission.student, submission.module, key, done.result)
        return self._enter(number, graded)

    def _enter(self, number: int, graded: Graded) -> list[Job]:
        """Enter one graded submission; returns the feedback pages that are to be made."""
        submission = self.submissions[number]
        notebooks = {
            name: nbformat.reads(each.graded, as_version=4) for name, each in graded.notebooks.items()
        }
        for name, each in graded.notebooks.items():
            self._write("submitted", submission, f"{name}.ipynb", each.repaired.encode("utf-8"))
            self._write("autograded", submission, f"{name}.ipynb", each.graded.encode("utf-8"))
        handed_in, remark = _handed_in(submission)
        entered, failure = None, ""
        if notebooks:
            try:
                entered = self.book.enter(submission.student, submission.module, notebooks, handed_in)
            except SQLAlchemyError as error:
                failure = f"the gradebook does not take it ({shortened(str(error))})"
        self._result(number, graded, entered, failure, notebooks=notebooks, remark=remark)
        return [self._feedback_job(number, graded, entered, name) for name in notebooks] if entered else []

    def _feedback_job(self, number: int, graded: Graded, entered: Entered, name: str) -> Job:
        task = FeedbackTask(
            graded.student,
            graded.module,
            name,
            graded.notebooks[name].graded,
            **asdict(entered.notebooks[name]),
        )
        what = f"feedback for {graded.student}'s {graded.module}/{name}"
        return Job(what, render_feedback, (pack(task),), FEEDBACK_SECONDS, urgent=True, data=(number, name))

    def _write_feedback(self, done: Done) -> list[Job]:
        number, name = done.job.data
        if done.failure:
            result = self.results[number]
            failure = " ".join(filter(None, (result.failure, done.failure)))
            self.results[number] = replace(result, failure=failure)
        else:
            self._write("feedback", self.submissions[number], f"{name}.html", done.result)
        return []

    def _write(self, room: str, submission: Submission, name: str, content: bytes) -> None:
        file = self.out / room / submission.student / submission.module / name
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)

    def _result(
        self,
        number: int,
        graded: Graded,
        entered: Entered | None,
        failure: str,
        notebooks: Mapping[str, Any] | None = None,
        remark: str = "",
    ) -> None:
        submission = self.submissions[number]
        exercises = self._exercises(submission.module, notebooks or {})
        remarks = [*submission.remarks, *([remark] if remark else [])]
        remarks += [f"{name}: {text}" for name, each in graded.notebooks.items() for text in each.remarks]
        self.results[number] = Result(
            submission.student,
            submission.module,
            entered.score if entered else 0.0,
            sum(exercise.points for exercise in exercises),
            tuple(exercises),
            tuple(remarks),
            round(sum(each.seconds for each in graded.notebooks.values()), 2),
            max((each.peak_mb for each in graded.notebooks.values()), default=0),
            entered.days_late if entered else 0,
            entered.penalty if entered else 0.0,
            failure,
            graded=not failure,
        )
        self.progress(len(self.results), len(self.submissions), f"{submission.student} {submission.module}")

    def _exercises(self, module: str, notebooks: Mapping[str, Any]) -> list[ExerciseScore]:
        scores: list[ExerciseScore] = []
        for path in sorted((self.out / "release" / module).glob("*.ipynb")):
            if path.stem in notebooks:
                scores += [score_of(cell, path.stem) for cell in check_cells(notebooks[path.stem])]
            else:
                released = nbformat.read(path, as_version=4)
                scores += [not_handed_in(cell, path.stem) for cell in check_cells(released)]
        return scores


def _module_bundle(folder: Path) -> bytes:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack(
        ModuleBundle(
            {path.stem: path.read_text(encoding="utf-8") for path in files if path.suffix == ".ipynb"},
            {
                path.relative_to(folder).as_posix(): encoded(path.read_bytes())
                for path in files
                if path.suffix != ".ipynb"
            },
        )
    )


def _task(submission: Submission) -> tuple[Task, str]:
    """What a worker is to grade, and what of ours keeps it from that, "" normally."""
    notebooks: dict[str, dict[str, Cells]] = {}
    failure = submission.failure
    for name, files in submission.notebooks.items():
        for file, read in files.items():
            try:
                notebooks.setdefault(name, {})[file] = read()
            except (Unreadable, OSError) as error:  # it could be read a moment ago
                failure = failure or f"{file} cannot be read any more ({error})"
    return Task(submission.student, submission.module, notebooks, submission.unreadable), failure


def _handed_in(submission: Submission) -> tuple[datetime | None, str]:
    """When it was handed in, by nbgrader's timestamp.txt, and a remark when that cannot be read."""
    if submission.timestamp is None:
        return None, ""
    try:
        return parse_timestamp(submission.timestamp), ""
    except WorkbookError as error:
        return None, str(error)
