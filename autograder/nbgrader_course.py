"""nbgrader's course folder and configuration, the same for building and for grading."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    LockCells,
    SaveCells,
)
from traitlets.config import Config

from autograder.stubs import ClearSolutions
from course.errors import WorkbookError

GENERATE_PREPROCESSORS = [
    LockCells,
    ClearSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]
"""nbgrader's own list, in its order, with our stubs in place of its one stub for everything."""


COURSE_ID = "default_course"
"""What nbgrader's API calls a course without a name. Its programs say "" instead, which no database that keeps
foreign keys accepts."""


class NbgraderFailed(WorkbookError):
    """nbgrader refused a step; the message carries its own words."""


def course_config(root: Path, db_url: str | None = None) -> Config:
    """nbgrader's configuration for a course folder.

    Args:
        root: absolute path; source/, release/, submitted/, autograded/ and feedback/ lie in it.
        db_url: SQLAlchemy URL of the gradebook; None: `root/gradebook.db`.
    """
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = COURSE_ID
    config.CourseDirectory.db_url = db_url or f"sqlite:///{root / 'gradebook.db'}"
    config.GenerateAssignment.preprocessors = GENERATE_PREPROCESSORS
    return config


def generate_assignment(config: Config, module: str) -> None:
    """Let nbgrader make the release version of one module and enter its cells in the gradebook.

    Raises:
        NbgraderFailed: with nbgrader's log.
    """
    insist(
        nbgrader_api(config).generate_assignment(module, force=True),
        f"generate the learner's version of {module}",
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Without the warnings that nbgrader 0.9 draws from SQLAlchemy 2.1 and nbformat on every call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def let_nbgrader_find_alembic() -> None:
    """nbgrader starts `alembic` by name, which is on the PATH only in an activated environment."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + os.environ["PATH"]


def nbgrader_api(config: Config) -> NbGraderAPI:
    """nbgrader's Python API for a course."""
    let_nbgrader_find_alembic()
    # nbgrader's own log goes into the result of each call; on the terminal it would only hide the summary.
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    return NbGraderAPI(config=config)


def insist(result: dict[str, Any], step: str) -> None:
    """Raise when a call of nbgrader's API did not succeed."""
    if not result.get("success"):
        log = result.get("log") or result.get("error") or "no reason given"
        raise NbgraderFailed(f"nbgrader could not {step}. It says:\n{log.strip()}")
