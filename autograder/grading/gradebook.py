"""Enter executed submissions in nbgrader's gradebook, through nbgrader's own autograde and feedback steps."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    LimitOutput,
    NbGraderPreprocessor,
    SaveAutoGrades,
)
from traitlets import Unicode
from traitlets.config import Config

from autograder.grading.feedback import FEEDBACK_PREPROCESSORS
from autograder.grading.scores import score_of
from autograder.nbgrader_course import course_config, insist, nbgrader_api, quiet


class UseExecuted(NbGraderPreprocessor):
    """Stands where nbgrader runs a notebook: takes the one a worker has already run."""

    folder = Unicode(help="Holds STUDENT/MODULE/NOTEBOOK.ipynb, executed.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Replace the notebook by its executed version."""
        place = resources["nbgrader"]
        path = Path(self.folder) / place["student"] / place["assignment"] / f"{place['notebook']}.ipynb"
        return nbformat.read(path, as_version=4), resources


class SaveVerdicts(SaveAutoGrades):
    """Saves the verdict's score. nbgrader's own rule fails a cell for any text on stderr."""

    def _add_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        grade = self.gradebook.find_grade(
            cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score = score_of(cell, self.notebook_id).score
        # As in nbgrader: a score given by hand before asks for another look.
        grade.needs_manual_grade = grade.manual_score is not None
        self.gradebook.db.commit()


AUTOGRADE_PREPROCESSORS = [UseExecuted, LimitOutput, SaveVerdicts, AssignLatePenalties, CheckCellMetadata]


def grading_config(root: Path, executed: Path, db_url: str | None) -> Config:
    """nbgrader's configuration for grading: as for building, with the steps above and our style."""
    config = course_config(root, db_url)
    config.Autograde.autograde_preprocessors = AUTOGRADE_PREPROCESSORS
    config.GenerateFeedback.preprocessors = FEEDBACK_PREPROCESSORS
    config.UseExecuted.folder = str(executed)
    return config


def enter(config: Config, student: str, module: str) -> None:
    """Enter one student's module in the gradebook and write its feedback.

    Raises:
        NbgraderFailed: with nbgrader's log.
    """
    api = nbgrader_api(config)
    with quiet():
        entered = api.autograde(module, student, force=True, create=True)
        insist(entered, f"enter {student}'s {module} in the gradebook")
        written = api.generate_feedback(module, student, force=True)
        insist(written, f"write feedback for {student}'s {module}")


def total(config: Config, student: str, module: str) -> float:
    """The score that the gradebook now holds, grades given by hand included."""
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        return float(gradebook.find_submission(module, student).score)
