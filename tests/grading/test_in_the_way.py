"""What stands in a run's way is said, waited for where that helps, and nothing is lost."""

import os
import sqlite3
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.folders import held
from autograder.grading.grade import Options, grade
from autograder.grading.gradebook import Book, create_gradebook
from autograder.grading.late import LatePolicy
from autograder.sandbox.kernels import Isolation
from course.errors import WorkbookError
from tests.grading.classes import MODULE, hand_in, notebook, only_welcome

DUE = LatePolicy({MODULE: datetime(2026, 12, 1, tzinfo=UTC)})


@pytest.fixture
def gradebook(tmp_path: Path) -> Path:
    path = tmp_path / "gradebook.db"
    create_gradebook(f"sqlite:///{path}")
    return path


def test_a_second_run_into_one_folder_is_refused(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", "ada", notebook())
    with (
        held(tmp_path / "out", "grade"),
        pytest.raises(
            WorkbookError, match=rf"at work in .*out already: process {os.getpid()} on .*, since 20"
        ),
    ):
        grade(
            tmp_path / "in",
            tmp_path / "out",
            solutions=only_welcome(tmp_path),
            options=Options(isolation=Isolation.NONE),
        )


def test_a_folder_is_free_again_after_whatever_ended_the_run(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "out", "grade"):
        raise ZeroDivisionError
    with held(tmp_path / "out", "grade"):
        pass


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with (
        pytest.raises(WorkbookError, match=r"The disk with .*out is full.*start the same"),
        held(tmp_path / "out", "grade"),
    ):
        Path("/dev/full").write_bytes(b"x" * 100_000)


def test_a_folder_that_may_not_be_written_is_told_as_one() -> None:
    with (
        pytest.raises(WorkbookError, match=r"/sys/.* cannot be used"),
        held(Path("/sys/workbook"), "grade"),
    ):
        pass


def test_a_locked_gradebook_is_waited_for_and_that_is_said(gradebook: Path) -> None:
    said: list[str] = []
    locked, seconds = threading.Event(), 1.0

    def lock() -> None:
        other = sqlite3.connect(gradebook)
        other.execute("BEGIN EXCLUSIVE")
        locked.set()
        time.sleep(seconds)
        other.rollback()
        other.close()

    with Book(f"sqlite:///{gradebook}?timeout=0.1", DUE, said.append) as book:
        other = threading.Thread(target=lock)
        other.start()
        locked.wait()
        book.set_due_date(MODULE)
        other.join()
    assert said == [line for line in said if "locked by another program" in line][:1] != []
    with Gradebook(f"sqlite:///{gradebook}") as found:
        assert found.find_assignment(MODULE).duedate == datetime(2026, 12, 1)


def test_a_gradebook_that_stays_locked_ends_the_run(gradebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.gradebook.LOCKED_SECONDS", 0.5)
    other = sqlite3.connect(gradebook)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(WorkbookError, match="kept the gradebook locked"):
        create_gradebook(f"sqlite:///{gradebook}?timeout=0.1")
    other.close()


@pytest.mark.parametrize(
    "change", ["UPDATE alembic_version SET version_num = 'b6d005d67074'", "DROP TABLE alembic_version"]
)
def test_an_old_gradebook_is_named_before_anything_in_it_is_changed(gradebook: Path, change: str) -> None:
    with sqlite3.connect(gradebook) as old:
        old.execute(change)
        old.execute("DROP TABLE course")  # nbgrader would add what is missing as soon as it opens it
    before = gradebook.read_bytes()
    with pytest.raises(
        WorkbookError, match=r"another version of nbgrader.*Nothing in it was changed.*db upgrade"
    ):
        create_gradebook(f"sqlite:///{gradebook}")
    assert gradebook.read_bytes() == before


def test_another_programs_database_is_not_taken_for_a_gradebook(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(WorkbookError, match="is no gradebook: it holds the tables songs"):
        create_gradebook(f"sqlite:///{path}")
