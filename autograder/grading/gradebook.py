"""Enter graded submissions in nbgrader's gradebook, through nbgrader's API. Only one process does this."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, SubmittedNotebook
from nbgrader.utils import compute_checksum
from sqlalchemy.exc import SQLAlchemyError

from autograder.graded_cells import check_cells, grade_id_of, is_answer
from autograder.grading.late import LatePolicy, days_late
from autograder.grading.scores import score_of
from autograder.nbgrader_course import NbgraderFailed, insist_on_tables, quiet
from course.errors import WorkbookError

NO_RESPONSE = "No response."
"""nbgrader's own comment on an answer cell that is as it was released."""


@dataclass(frozen=True)
class NotebookGrades:
    """What the gradebook holds of one notebook, grades given by hand included.

    Args:
        scores: grade id -> (score, points).
        comments: grade id of an answer cell -> comment, "" for none.
        score: points earned, penalty taken off.
        max_score: points to be had.
        penalty: points taken off for lateness.
    """

    scores: dict[str, tuple[float, float]]
    comments: dict[str, str]
    score: float
    max_score: float
    penalty: float


@dataclass(frozen=True)
class Entered:
    """What the gradebook holds of one submission; `notebooks` are those that were handed in."""

    notebooks: dict[str, NotebookGrades]
    score: float
    penalty: float
    days_late: int


LOCKED_SECONDS = 600.0
"""How long a gradebook that another program keeps locked is waited for."""

Say = Callable[[str], None]

T = TypeVar("T")


def create_gradebook(url: str, say: Say = lambda line: None) -> None:
    """Make the database if there is none.

    Raises:
        WorkbookError: the database cannot be opened, or has another version's tables; it is as it was then.
    """
    _opened(url, say).close()


def patiently(step: Callable[[], T], say: Say, undo: Callable[[], object] = lambda: None) -> T:
    """Do something with the gradebook; while another program keeps it locked, say so and try again.

    Args:
        step: may be done again.
        say: told once.
        undo: takes back what was done of the step.

    Raises:
        WorkbookError: it was locked for `LOCKED_SECONDS`.
    """
    start, said = time.monotonic(), False
    while True:
        try:
            return step()
        except (SQLAlchemyError, NbgraderFailed) as error:
            undo()
            if "is locked" not in str(error):
                raise
            if time.monotonic() - start > LOCKED_SECONDS:
                raise WorkbookError(
                    f"Another program has kept the gradebook locked for {LOCKED_SECONDS / 60:.0f} minutes "
                    "(formgrader, a viewer of databases?). Close it and start again: what was graded is kept."
                ) from error
            if not said:
                say(
                    "The gradebook is locked by another program (formgrader, a viewer of databases?). Waiting for it."
                )
                said = True
            time.sleep(1)


def _opened(url: str, say: Say) -> Gradebook:
    try:
        with quiet():
            patiently(lambda: insist_on_tables(url), say)
            return patiently(lambda: Gradebook(url), say)
    except (SQLAlchemyError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise WorkbookError(
            f"The gradebook cannot be opened ({reason}). Check the URL given with --db."
        ) from error


class Book:
    """nbgrader's gradebook, open for a whole run. A context manager.

    Args:
        url: SQLAlchemy's URL of the database.
        policy: due dates and penalties.
        say: told when the database is locked.

    Raises:
        WorkbookError: the database cannot be opened.
    """

    def __init__(self, url: str, policy: LatePolicy, say: Say = lambda line: None) -> None:
        self._policy, self._say = policy, say
        self._gradebook = _opened(url, say)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *exception: object) -> None:
        self._gradebook.close()

    def set_due_date(self, module: str) -> None:
        """Give a module the policy's due date; without one it keeps what the gradebook has."""
        if module in self._policy.due:
            moment = self._policy.due[module].replace(tzinfo=None)
            self._patiently(lambda: self._gradebook.update_or_create_assignment(module, duedate=moment))

    def enter(
        self, student: str, module: str, notebooks: Mapping[str, NotebookNode], handed_in: datetime | None
    ) -> Entered:
        """Enter the verdicts of one submission; scores and comments given by hand stay.

        Args:
            student: id; added when it is new.
            module: must be in the gradebook.
            notebooks: notebook name -> graded notebook.
            handed_in: when, in UTC; None when not known, which is never late.

        Raises:
            SQLAlchemyError: the database does not take it; nothing of it is entered then.
            WorkbookError: the database is locked for too long.
        """
        return self._patiently(lambda: self._enter(student, module, notebooks, handed_in))

    def _patiently(self, step: Callable[[], T]) -> T:
        return patiently(step, self._say, self._gradebook.db.rollback)

    def _enter(
        self, student: str, module: str, notebooks: Mapping[str, NotebookNode], handed_in: datetime | None
    ) -> Entered:
        book = self._gradebook
        when = {"timestamp": handed_in.replace(tzinfo=None).isoformat()} if handed_in else {}
        with quiet():
            book.update_or_create_student(student)
            submission = book.update_or_create_submission(module, student, **when)
        late = submission.total_seconds_late
        found = {}
        for stored in submission.notebooks:
            if stored.name in notebooks:
                self._enter_notebook(stored, notebooks[stored.name])
            else:
                for grade in stored.grades:
                    grade.auto_score, grade.needs_manual_grade = 0, False
            book.db.flush()
            penalty = self._policy.penalty(float(stored.score), late)
            stored.late_submission_penalty = penalty or None
            if stored.name in notebooks:
                found[stored.name] = _grades_of(stored, penalty)
        book.db.commit()
        penalty = sum(float(stored.late_submission_penalty or 0) for stored in submission.notebooks)
        return Entered(found, float(submission.score) - penalty, penalty, days_late(late))

    def _enter_notebook(self, stored: SubmittedNotebook, notebook: NotebookNode) -> None:
        scores = {grade_id_of(cell): score_of(cell, stored.name).score for cell in check_cells(notebook)}
        for grade in stored.grades:
            grade.auto_score = scores[grade.name]
            # As in nbgrader: a score given by hand before asks for another look.
            grade.needs_manual_grade = grade.manual_score is not None
        answers = {grade_id_of(cell): cell for cell in notebook.cells if is_answer(cell)}
        for comment in stored.comments:
            cell = answers.get(comment.name)
            untouched = cell is not None and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
            comment.auto_comment = NO_RESPONSE if untouched else None


def _grades_of(stored: SubmittedNotebook, penalty: float) -> NotebookGrades:
    return NotebookGrades(
        {grade.name: (float(grade.score), float(grade.max_score)) for grade in stored.grades},
        {comment.name: comment.comment or "" for comment in stored.comments},
        float(stored.score) - penalty,
        float(stored.max_score),
        penalty,
    )
