"""Grading a class more than once: nothing is done twice, nothing is lost, nothing given by hand is overwritten."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading.grade import GradeReport, Options, grade
from autograder.grading.late import LatePolicy, days_late, due_lines, parse_due, parse_timestamp
from autograder.sandbox.limits import Limits
from course.errors import WorkbookError
from tests.grading.classes import (
    FORK_SERVER_MODULES,
    MODULE,
    NOTEBOOK,
    PARTLY,
    RIGHT,
    hand_in,
    notebook,
    only_welcome,
)

ONE = Options(workers=1, modules=FORK_SERVER_MODULES)


@pytest.fixture(scope="module")
def solutions(tmp_path_factory) -> Path:
    return only_welcome(tmp_path_factory.mktemp("course"))


@dataclass(frozen=True)
class GradedClass:
    """Ada and Mona, who have two of three points for their function, after grading.

    Args:
        handed_in: the submissions.
        out: the results folder.
        report: what grading returned.
        said: the lines above the results.
    """

    handed_in: Path
    out: Path
    report: GradeReport
    said: list[str]


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory, solutions: Path) -> GradedClass:
    handed_in, out, said = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out"), []
    for student in ("ada", "mona"):
        hand_in(handed_in, student, notebook(PARTLY))
    report = grade(handed_in, out, solutions=solutions, options=ONE, say=said.append)
    assert (report.unchanged, scores(report)) == (0, {"ada": 3, "mona": 3})
    return GradedClass(handed_in, out, report, said)


@pytest.fixture
def graded(graded_once: GradedClass, tmp_path: Path) -> GradedClass:
    """A copy to change."""
    handed_in = shutil.copytree(graded_once.handed_in, tmp_path / "in")
    out = shutil.copytree(graded_once.out, tmp_path / "out")
    return replace(graded_once, handed_in=handed_in, out=out)


def scores(report: GradeReport) -> dict[str, float]:
    return {result.student: result.score for result in report.results}


def test_only_what_has_changed_is_graded_again(graded: GradedClass, solutions: Path) -> None:
    handed_in, out, first = graded.handed_in, graded.out, graded.report
    hand_in(handed_in, "mona", notebook(RIGHT))
    second = grade(handed_in, out, solutions=solutions, options=ONE)
    assert (second.unchanged, scores(second)) == (1, {"ada": 3, "mona": 4})
    seconds = {result.student: result.seconds for result in second.results}
    assert seconds["ada"] == first.results[0].seconds, "taken over, with everything that is known about it"
    assert len((out / "results.jsonl").read_text().splitlines()) == 2
    other_limits = replace(ONE, limits=Limits(cell_seconds=77))
    assert grade(handed_in, out, solutions=solutions, options=other_limits).unchanged == 0


def test_force_grades_everything_again_on_new_cases(graded: GradedClass, solutions: Path) -> None:
    handed_in, out = graded.handed_in, graded.out
    seed = (out / "seed").read_text()
    assert grade(handed_in, out, solutions=solutions, options=ONE).unchanged == 2
    assert (out / "seed").read_text() == seed, "a class is graded on the same cases, whoever hands in later"
    forced = grade(handed_in, out, solutions=solutions, options=replace(ONE, force=True))
    assert forced.unchanged == 0
    assert (out / "seed").read_text() != seed


def test_the_seed_is_nobody_elses_to_read(graded_once: GradedClass) -> None:
    said, file = graded_once.said, graded_once.out / "seed"
    assert file.stat().st_mode & 0o077 == 0
    seed = file.read_text()
    assert len(bytes.fromhex(seed)) == 32, "nobody tries 2 to the power of 256 seeds"
    report = (graded_once.out / "report.html").read_text()
    assert sha256(seed.encode()).hexdigest() in said[0], "promised before anything is graded"
    assert seed not in said[0]
    assert seed in report
    assert sha256(seed.encode()).hexdigest() in report


def test_grades_given_by_hand_stay(graded: GradedClass, solutions: Path) -> None:
    handed_in, out = graded.handed_in, graded.out
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}") as gradebook:
        found = gradebook.find_grade("welcome--describe", NOTEBOOK, MODULE, "ada")
        found.manual_score = 2.5
        comment = gradebook.find_comment("welcome--describe--answer", NOTEBOOK, MODULE, "ada")
        comment.manual_comment = "Well argued."
        gradebook.db.commit()
    report = grade(handed_in, out, solutions=solutions, options=replace(ONE, force=True))
    assert scores(report) == {"ada": 3.5, "mona": 3}
    page = (out / "feedback" / "ada" / MODULE / f"{NOTEBOOK}.html").read_text()
    assert "Well argued." in page and "2.5" in page


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    handed_in, out = tmp_path / "in", tmp_path / "out"
    students = [f"student{number}" for number in range(6)]
    for student in students:
        hand_in(handed_in, student, notebook())
    workbook = Path(sys.executable).parent / "workbook"
    command = [str(workbook), "grade", str(handed_in), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as run:
        deadline = time.monotonic() + 240
        while len(list(out.glob("finished/*/*.graded"))) < 2:
            assert time.monotonic() < deadline and run.poll() is None
            time.sleep(0.05)
        os.killpg(run.pid, signal.SIGKILL)
    finished = len(list(out.glob("finished/*/*.graded")))
    assert 2 <= finished < 6, "killed in the middle"
    again = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=240, check=False)
    assert again.returncode == 0, again.stderr
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert {line["student"]: line["score"] for line in lines} == dict.fromkeys(students, 4)
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}") as gradebook:
        assert {
            found.student_id: found.score for found in gradebook.assignment_submissions(MODULE)
        } == dict.fromkeys(students, 4)
    for student in students:
        assert (out / "feedback" / student / MODULE / f"{NOTEBOOK}.html").is_file()


def test_a_damaged_store_is_graded_again(graded: GradedClass, solutions: Path) -> None:
    file = graded.out / "finished" / "ada" / f"{MODULE}.graded"
    file.write_bytes(file.read_bytes()[:200])
    report = grade(graded.handed_in, graded.out, solutions=solutions, options=ONE)
    assert (report.unchanged, scores(report)) == (1, {"ada": 3, "mona": 3})


def test_lateness_costs_what_was_said(tmp_path: Path, solutions: Path) -> None:
    handed_in, out = tmp_path / "in", tmp_path / "out"
    times = {"early": "2026-11-30 11:00:00 UTC", "late": "2026-12-03 12:00:01 UTC", "odd": "yesterday"}
    for student, text in times.items():
        path = hand_in(handed_in, student, notebook())
        (path.parent / "timestamp.txt").write_text(text)
    policy = LatePolicy(
        parse_due([f"{MODULE}=2026-11-30T12:00+00:00"], [MODULE]), percent_per_day=10, free_days=1
    )
    report = grade(handed_in, out, solutions=solutions, options=replace(ONE, late=policy))
    found = {result.student: result for result in report.results}
    assert (found["early"].score, found["early"].days_late, found["early"].penalty) == (4, 0, 0)
    assert found["late"].days_late == 4
    assert found["late"].penalty == pytest.approx(4 * 0.3)
    assert found["late"].score == pytest.approx(4 * 0.7)
    assert found["odd"].score == 4
    assert any("timestamp.txt" in remark for remark in found["odd"].remarks)
    page = (out / "feedback" / "late" / MODULE / f"{NOTEBOOK}.html").read_text()
    assert "1.2" in page
    export = out / "export.csv"
    command = [str(Path(sys.executable).parent / "nbgrader"), "export", f"--to={export}"]
    subprocess.run(command, cwd=out, check=True, capture_output=True, timeout=120)
    rows = {line.split(",")[3]: line.split(",") for line in export.read_text().splitlines()}
    header = next(iter(rows.values()))
    assert float(rows["late"][header.index("score")]) == pytest.approx(4 * 0.7)


@pytest.mark.parametrize(("seconds", "days"), [(-5, 0), (0, 0), (1, 1), (86400, 1), (86401, 2)])
def test_a_started_day_counts(seconds: float, days: int) -> None:
    assert days_late(seconds) == days


@pytest.mark.parametrize(
    ("data", "utc"),
    [
        (b"2026-11-30 23:59:00.000000 UTC\n", "2026-11-30 23:59"),
        (b"2026-11-30 23:59:00.000000", "2026-11-30 23:59"),
        (b"2026-11-30 23:59:00 America/Los_Angeles", "2026-12-01 07:59"),
        (b"2026-07-01 12:00:00 Europe/Berlin", "2026-07-01 10:00"),
        (b"2026-11-30 23:59:00 EST", "2026-12-01 04:59"),
        (b"2026-11-30 23:59:00 +0100", "2026-11-30 22:59"),
        (b"2026-11-30T23:59:00+01:00", "2026-11-30 22:59"),
        ("\ufeff2026-11-30 23:59:00 UTC".encode(), "2026-11-30 23:59"),
        ("2026-11-30 23:59:00 UTC\r\n".encode("utf-16"), "2026-11-30 23:59"),
    ],
)
def test_a_timestamp_is_read_as_nbgrader_and_editors_write_it(data: bytes, utc: str) -> None:
    assert f"{parse_timestamp(data):%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"yesterday", "no date"),
        (b"", "no date"),
        (b"30.11.2026 23:59", "no date"),
        (b"2026-11-30 23:59:00 PST", "no time zone 'PST'"),
        (b"2026-11-30 23:59:00 ../../etc/passwd", "no date"),
        (b"2026-11-30 23:59:00 Europe/../../x", "no date"),
        (b"2026-11-30 23:59:00 Europe", "no time zone"),
        (b"\xff\xfe\x00", "no date"),
    ],
)
def test_a_timestamp_that_is_none_is_said(data: bytes, says: str) -> None:
    with pytest.raises(WorkbookError, match=says):
        parse_timestamp(data)


def test_a_due_day_means_its_end_in_a_zone_that_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        due = parse_due([f"{MODULE}=2026-12-01"], [MODULE])
        assert due[MODULE].isoformat() == "2026-12-01T22:59:59+00:00"
        assert due_lines(due) == [f"{MODULE} is due 2026-12-01 23:59:59 CET (UTC+0100)."]
        assert parse_due(["2026-12-01"], [MODULE]) == due
        other = parse_due([f"{MODULE}=2026-12-01", "2026-12-24"], ["01_basics", MODULE])
        assert [moment.day for moment in (other[MODULE], other["01_basics"])] == [1, 24]
        summer = parse_due([f"{MODULE}=2026-07-01T18:00"], [MODULE])
        assert due_lines(summer) == [f"{MODULE} is due 2026-07-01 18:00:00 CEST (UTC+0200)."]
        elsewhere = parse_due([f"{MODULE}=2026-12-01 America/New_York"], [MODULE])
        assert elsewhere[MODULE].isoformat() == "2026-12-02T04:59:59+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "option", ["07_x=2026-11-30", f"{MODULE}=soon", MODULE, f"{MODULE}=2026-11-30 Mars/Here"]
)
def test_a_due_date_that_is_none_is_refused(option: str) -> None:
    with pytest.raises(WorkbookError, match="--due"):
        parse_due([option], [MODULE])
