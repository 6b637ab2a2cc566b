"""nbgrader's course folder and configuration, the same for building and for grading."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbgrader
from alembic.script import ScriptDirectory
from nbgrader.api import Base
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
from sqlalchemy import create_engine, inspect, make_url, text
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


SCHEMA = "alembic_version"
"""The table in which nbgrader keeps the version of the others."""

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
    insist_on_tables(config.CourseDirectory.db_url)
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


def insist_on_tables(url: str) -> None:
    """Make a gradebook's tables in an empty database; in any other insist that they are of this nbgrader.

    nbgrader would start a program for the first, which takes seconds, and adds what it lacks to whatever it opens.

    Raises:
        WorkbookError: they are not; nothing was changed.
        SQLAlchemyError: the database cannot be read or written.
    """
    head = str(ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head())
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            tables = set(inspect(connection).get_table_names())
            if not tables:
                Base.metadata.create_all(connection)
                connection.execute(text(f"CREATE TABLE {SCHEMA} (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(text(f"INSERT INTO {SCHEMA} VALUES (:head)"), {"head": head})
                return
            query = text(f"SELECT version_num FROM {SCHEMA}")
            found = connection.execute(query).scalar() if SCHEMA in tables else None
    finally:
        engine.dispose()
    shown = make_url(url).render_as_string(hide_password=True)
    if "submitted_assignment" not in tables:
        raise WorkbookError(f"{shown} is no gradebook: it holds the tables {', '.join(sorted(tables)[:5])}.")
    if found != head:
        raise WorkbookError(
            f"The gradebook {shown} was made by another version of nbgrader (its tables have {found or 'no version'}, "
            f"those of nbgrader {nbgrader.__version__} have {head}). Nothing in it was changed. Copy it, then run "
            "`nbgrader db upgrade` in its folder; or choose another folder."
        )


def nbgrader_api(config: Config) -> NbGraderAPI:
    """nbgrader's Python API for a course."""
    # nbgrader's own log goes into the result of each call; on the terminal it would only hide the summary.
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    return NbGraderAPI(config=config)


def insist(result: dict[str, Any], step: str) -> None:
    """Raise when a call of nbgrader's API did not succeed."""
    if not result.get("success"):
        log = result.get("log") or result.get("error") or "no reason given"
        raise NbgraderFailed(f"nbgrader could not {step}. It says:\n{log.strip()}")
