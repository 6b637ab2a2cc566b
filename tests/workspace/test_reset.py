from datetime import datetime
from pathlib import PurePosixPath

import pytest

from course.errors import WorkbookError
from course.workspace.copies import copy_modules
from course.workspace.reset import reset_file
from tests.workspace.conftest import Course, write_notebook

PIXELS = PurePosixPath("01_basics/1_pixels.ipynb")
EVENING = datetime(2026, 11, 22, 21, 45, 0)


@pytest.fixture
def started(course: Course) -> Course:
    copy_modules(course.modules, course.workspace)
    return course


def test_two_resets_in_one_second_keep_two_backups(started: Course):
    copy = started.workspace / PIXELS
    backups = []
    for work in ("my work", "my second attempt"):
        copy.write_text(work)
        backups.append(reset_file(PIXELS, started.modules, started.workspace, now=EVENING).backup)
        assert copy.read_bytes() == (started.modules / PIXELS).read_bytes()
    assert [backup.name for backup in backups] == [
        "1_pixels.backup-2026-11-22-214500.ipynb",
        "1_pixels.backup-2026-11-22-214500-2.ipynb",
    ]
    assert [backup.read_text() for backup in backups] == ["my work", "my second attempt"]


def test_backups_are_left_alone_by_the_next_learn(started: Course):
    backup = reset_file(PIXELS, started.modules, started.workspace).backup
    assert copy_modules(started.modules, started.workspace).new == ()
    assert backup.exists()


def test_the_newer_version_is_no_longer_announced(started: Course):
    write_notebook(started.modules / PIXELS, "a newer version")
    assert copy_modules(started.modules, started.workspace).newer == (str(PIXELS),)
    reset_file(PIXELS, started.modules, started.workspace)
    assert copy_modules(started.modules, started.workspace).newer == ()


def test_a_notebook_that_is_not_there_is_just_copied(course: Course):
    done = reset_file(PIXELS, course.modules, course.workspace)
    assert done.backup is None
    assert done.notebook.read_bytes() == (course.modules / PIXELS).read_bytes()


def test_a_failure_leaves_the_work_in_place(started: Course, monkeypatch):
    copy = started.workspace / PIXELS
    copy.write_text("my work")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course.workspace.copies.shutil.copyfile", full_disk)
    with pytest.raises(WorkbookError, match="No space left on device"):
        reset_file(PIXELS, started.modules, started.workspace)
    assert copy.read_text() == "my work"
    assert not list(started.workspace.rglob("*.part"))


def test_the_command_asks_first(started: Course, workbook):
    copy = started.workspace / PIXELS
    copy.write_text("my work")
    for answer in ("n\n", "\n", ""):
        run = workbook("reset", "1_pixels", answer=answer)
        assert "[y/N]" in run.stdout
        assert copy.read_text() == "my work"
        assert not list(copy.parent.glob("*backup*"))
    run = workbook("reset", "1_pixels", answer="y\n")
    assert run.returncode == 0
    [backup] = copy.parent.glob("1_pixels.backup-*.ipynb")
    assert backup.read_text() == "my work"
    assert str(backup) in run.stdout
    assert "nothing to do" in workbook("reset", "1_pixels").stdout


def test_the_command_with_yes_does_not_ask(started: Course, workbook):
    (started.workspace / PIXELS).write_text("my work")
    run = workbook("reset", "01_basics/1_pixels.ipynb", "--yes")
    assert run.returncode == 0
    assert "[y/N]" not in run.stdout
    assert (started.workspace / PIXELS).read_bytes() == (started.modules / PIXELS).read_bytes()
