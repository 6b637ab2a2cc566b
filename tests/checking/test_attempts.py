"""The record of attempts survives whatever happens to its file, and never stops a lesson."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from course.checking import check, hint
from course.checking.contract.verdict import Outcome, PartResult, Verdict
from course.checking.showing import attempts
from course.checking.showing.attempts import AttemptLog, attempts_file


def verdict(score=2, points=2, exercise="basics/otsu", outcome=None):
    parts = tuple(
        PartResult(str(number), 1, outcome or (Outcome.PASSED if number < score else Outcome.FAILED))
        for number in range(points)
    )
    return Verdict(exercise, "Otsu", parts)


@pytest.fixture
def told():
    return []


@pytest.fixture
def path(tmp_path):
    return tmp_path / "attempts.sqlite"


@pytest.fixture
def log(path, told):
    return AttemptLog(path, told.append)


def rows(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("select count(*) from attempts").fetchone()[0]


def test_the_best_attempt_is_remembered_across_sessions(log, path):
    for score in (0, 2, 1):
        log.record(verdict(score))
    log.next_hint("basics/otsu")
    log.note_solution("basics/otsu")
    best = AttemptLog(path).best()["basics/otsu"]
    assert (best.attempts, best.score, best.points, best.hints, best.solution_seen) == (3, 2, 2, 1, True)


def test_an_exercise_that_has_become_smaller_stays_done(log):
    log.record(verdict(3, 4))
    log.record(verdict(3, 3))
    best = log.best()["basics/otsu"]
    assert best.score == best.points


def test_what_was_not_attempted_leaves_no_trace(log):
    log.record(verdict(outcome=Outcome.NOT_ATTEMPTED))
    assert not log.attempted("basics/otsu")
    assert log.best() == {}


def test_hints_are_counted(log):
    assert [log.next_hint("a/b"), log.next_hint("a/b"), log.next_hint("a/c")] == [0, 1, 0]


def test_a_missing_folder_is_made(tmp_path, told):
    path = tmp_path / "not" / "yet" / "attempts.sqlite"
    AttemptLog(path, told.append).record(verdict())
    assert rows(path) == 1
    assert told == []


def test_attempts_wait_for_a_locked_file_and_are_saved_afterwards(log, path, told):
    log.record(verdict(1))
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        log.record(verdict(2))
        log.record(verdict(0))
        assert log.attempted("basics/otsu")
        assert log.next_hint("basics/otsu") == 0
        other.rollback()
    assert len(told) == 1
    assert "cannot be saved" in told[0]
    assert "locked" in told[0]
    log.record(verdict(0))
    assert rows(path) == 4
    best = log.best()["basics/otsu"]
    assert (best.attempts, best.score, best.hints) == (4, 2, 1)


def test_waiting_rows_are_saved_once_only(log, path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("begin exclusive")
        log.record(verdict())
        other.rollback()
    for _ in range(3):
        assert log.attempted("basics/otsu")
    assert rows(path) == 1


def test_a_file_in_the_folders_place_does_not_stop_a_lesson(tmp_path, told):
    (tmp_path / "home").write_text("not a folder")
    log = AttemptLog(tmp_path / "home" / "attempts.sqlite", told.append)
    log.record(verdict())
    assert log.attempted("basics/otsu")
    assert len(told) == 1


@contextmanager
def as_ordinary_user():
    """Permissions mean nothing to root, so be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_is_read_and_not_written(told):
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to other users
        path = Path(folder) / "attempts.sqlite"
        log = AttemptLog(path, told.append)
        log.record(verdict())
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        with as_ordinary_user():
            assert log.attempted("basics/otsu")
            assert told == []
            log.record(verdict(exercise="basics/blur"))
            assert log.attempted("basics/blur")
            assert "readonly" in told[0]
        assert rows(path) == 1
        Path(folder).chmod(0o755)


def test_a_damaged_file_is_kept_under_another_name(path, log, told):
    path.write_bytes(b"garbage " * 500)
    log.record(verdict())
    assert rows(path) == 1
    (aside,) = path.parent.glob("attempts.damaged-*.sqlite")
    assert aside.read_bytes().startswith(b"garbage")
    assert len(told) == 1
    assert str(aside) in told[0]


def test_a_truncated_database_is_kept_under_another_name(path, log, told):
    for _ in range(200):
        log.record(verdict())
    path.write_bytes(path.read_bytes()[:5000])
    log.record(verdict())
    assert log.best()["basics/otsu"].attempts >= 1
    assert len(list(path.parent.glob("attempts.damaged-*"))) == len(told) == 1


def test_a_file_of_another_version_is_kept_under_another_name(path, log, told):
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "create table attempts (who text, what text); insert into attempts values (1, 2)"
        )
    log.record(verdict())
    assert rows(path) == 1
    assert len(list(path.parent.glob("attempts.damaged-*"))) == 1
    assert "another version" in told[0]


def test_a_later_versions_extra_column_does_no_harm(path, log, told):
    log.record(verdict())
    with closing(sqlite3.connect(path)) as database:
        database.execute("alter table attempts add column device text")
    log.record(verdict())
    assert log.best()["basics/otsu"].attempts == 2
    assert told == []


def test_a_full_disk_does_not_stop_a_lesson(path, log, told, monkeypatch):
    log.record(verdict(0))
    connect = sqlite3.connect

    def no_page_left(*args, **kwargs):
        database = connect(*args, **kwargs)
        database.execute(f"pragma max_page_count = {database.execute('pragma page_count').fetchone()[0]}")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(attempts.sqlite3, "connect", no_page_left)
        many = Verdict("basics/otsu", "Otsu", (PartResult("p" * 20_000, 1, Outcome.PASSED),))
        log.record(many)
        assert log.attempted("basics/otsu")
    assert len(told) == 1
    assert "full" in told[0]
    log.record(verdict(0))
    assert rows(path) == 3


WRITER = """
import sys, time
from pathlib import Path
from course.checking.showing.attempts import AttemptLog
from tests.checking.test_attempts import verdict
log = AttemptLog(Path(sys.argv[1]))
for _ in range(60):
    log.record(verdict())
    log.next_hint("basics/otsu")
while log._waiting.execute("select count(*) from attempts").fetchone()[0]:
    log.attempted("basics/otsu")
"""


def test_two_processes_that_write_at_once_lose_nothing(path):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path)]) for _ in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with closing(sqlite3.connect(path)) as database:
        for table in ("attempts", "hints"):
            assert database.execute(f"select count(*) from {table}").fetchone() == (120,)


def test_another_thread_may_record_too(tmp_path, told):
    (tmp_path / "home").write_text("")
    log = AttemptLog(tmp_path / "home" / "attempts.sqlite", told.append)
    thread = threading.Thread(target=log.record, args=(verdict(),))
    thread.start()
    thread.join()
    assert log.attempted("basics/otsu")


def test_check_goes_on_when_attempts_cannot_be_saved(home, capsys):
    home.parent.mkdir(exist_ok=True)
    home.write_text("not a folder")
    check("trial/twice", lambda image: image)
    hint("trial/twice")
    check("trial/twice", lambda image: image * 2)
    shown = capsys.readouterr()
    assert shown.out.count("cannot be saved") == 1
    assert "Not yet." in shown.out
    assert "Hint 1 of 2" in shown.out
    assert "Right." in shown.out
    assert shown.err == ""


def test_the_file_is_in_the_home_that_the_environment_names(home):
    check("trial/twice", lambda image: image)
    assert attempts_file() == home / "attempts.sqlite"
    assert rows(attempts_file()) == 1
