"""The gradebook in a real PostgreSQL server, started for the test."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading.grade import Options, grade
from course.errors import WorkbookError
from tests.conftest import require_program
from tests.grading.classes import FORK_SERVER_MODULES, MODULE, PARTLY, hand_in, notebook, only_welcome


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    """A server that listens on a unix socket in its own folder only. It refuses to run as root."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    program = programs[-1] / "pg_ctl" if programs else Path(require_program("pg_ctl", "postgresql"))
    user = pwd.getpwnam("postgres").pw_name if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="workbook-postgresql-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, user=user, check=True, capture_output=True, timeout=60, cwd=folder)

    run(str(program.with_name("initdb")), "-D", str(folder / "data"), "-U", "grader", "-A", "trust")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run(str(program), "start", "-w", "-D", str(folder / "data"), "-l", str(folder / "log"), "-o", options)
    try:
        run(str(program.with_name("createdb")), "-h", str(folder), "-U", "grader", "grades")
        yield f"postgresql+psycopg2://grader@/grades?host={folder}"
    finally:
        run(str(program), "stop", "-D", str(folder / "data"), "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


def test_grades_and_regrades_live_in_postgresql(tmp_path: Path, database_url: str) -> None:
    handed_in, out = tmp_path / "in", tmp_path / "out"
    hand_in(handed_in, "ada", notebook())
    hand_in(handed_in, "mona", notebook(PARTLY))
    solutions = only_welcome(tmp_path)
    report = grade(
        handed_in,
        out,
        solutions=solutions,
        options=Options(workers=1, modules=FORK_SERVER_MODULES, db_url=database_url),
    )
    assert {result.student: result.score for result in report.results} == {"ada": 4, "mona": 3}
    assert not (out / "gradebook.db").exists()
    hand_in(handed_in, "mona", notebook())
    report = grade(
        handed_in,
        out,
        solutions=solutions,
        options=Options(workers=1, modules=FORK_SERVER_MODULES, db_url=database_url),
    )
    assert report.unchanged == 1
    with Gradebook(database_url) as gradebook:
        found = {
            submission.student_id: submission.score for submission in gradebook.assignment_submissions(MODULE)
        }
    assert found == {"ada": 4, "mona": 4}


def test_a_database_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", "ada", notebook())
    options = Options(workers=1, db_url="postgresql+psycopg2://nobody@127.0.0.1:1/nothing")
    with pytest.raises(WorkbookError, match="--db"):
        grade(tmp_path / "in", tmp_path / "out", solutions=only_welcome(tmp_path), options=options)
