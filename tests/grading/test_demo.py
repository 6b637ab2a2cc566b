"""`workbook demo`: the whole loop on the embedded class, and that it would notice a wrong grade."""

import csv
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.demo.classroom import MODULE, exercises, students, write_submission
from autograder.demo.mistakes import MISTAKES, OTHER_STYLE
from autograder.demo.run import compare, missing_files, run_demo
from autograder.grading.result_files import Result
from autograder.grading.scores import ExerciseScore
from course.checking.contract.verdict import Outcome
from course.paths import course_root, modules_folder
from tests.test_commands import workbook

CLASS = students(course_root() / "tests" / "answers")


def result_of(student) -> Result:
    """What a faultless grader would report."""
    scores = tuple(
        ExerciseScore(e.id, "", Outcome.PASSED, float(student.truth.get(e.id, 0)), e.points)
        for e in exercises()
    )
    return Result(student.name, MODULE, sum(s.score for s in scores), sum(s.points for s in scores), scores)


@pytest.mark.slow
def test_the_demo_grades_its_class_as_it_should(tmp_path: Path) -> None:
    run = workbook("demo", "--out", str(tmp_path), timeout=900)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-2000:]
    assert "equal the known truth" in run.stdout
    graded = tmp_path / "graded"
    with (graded / "grades.csv").open(newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert set(rows) == {student.name for student in CLASS}
    assert float(rows["ada"]["score"]) == float(rows["ada"]["points"]) == sum(e.points for e in exercises())
    assert float(rows["noel"]["score"]) == 0
    lines = (graded / "results.jsonl").read_text().splitlines()
    assert len(lines) == len(CLASS) and all(json.loads(line)["exercises"] for line in lines)
    assert (graded / "gradebook.db").stat().st_size > 0
    for path in (modules_folder() / MODULE).glob("*.ipynb"):
        assert (graded / "feedback" / "mona" / MODULE / f"{path.stem}.html").is_file()


@pytest.fixture
def without_bubblewrap(monkeypatch, tmp_path: Path) -> None:
    """A machine that has every program but bwrap."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for folder in os.get_exec_path():
        for program in sorted(Path(folder).glob("*")):
            if program.name != "bwrap" and not (programs / program.name).is_symlink():
                (programs / program.name).symlink_to(program)
    monkeypatch.setenv("PATH", str(programs))


@pytest.mark.slow
def test_without_bubblewrap_the_demo_says_so_and_grades_its_own_class(
    tmp_path: Path, monkeypatch, capsys, without_bubblewrap
) -> None:
    pair = [student for student in CLASS if student.name in ("mona", "noel")]
    monkeypatch.setattr("autograder.demo.run.students", lambda folder: pair)
    assert run_demo(tmp_path / "demo", workers=1)
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if "without walls" in line]
    assert "bwrap is missing" in line and "`apt-get install bubblewrap`" in line
    assert any("equal the known truth" in line for line in lines)


def test_without_bubblewrap_strangers_are_not_graded(tmp_path: Path, without_bubblewrap) -> None:
    write_submission(CLASS[0], modules_folder(), tmp_path / "submissions")
    run = workbook("grade", str(tmp_path / "submissions"), "--out", str(tmp_path / "out"))
    assert run.returncode == 1
    assert "bwrap is missing" in run.stderr and "--isolation none" in run.stderr
    assert not (tmp_path / "out").exists()


def test_the_class_has_one_of_each_kind() -> None:
    assert len(CLASS) >= 8
    ids = {exercise.id for exercise in exercises()}
    assert set(OTHER_STYLE) | set(MISTAKES) <= ids
    for exercise_id, (_, score) in MISTAKES.items():
        assert score < next(e.points for e in exercises() if e.id == exercise_id)


def test_a_faultless_run_has_no_difference_and_a_wrong_grade_is_one() -> None:
    results = tuple(map(result_of, CLASS))
    assert compare(CLASS, results) == []
    first, *rest = results
    wrong = replace(first.exercises[0], score=first.exercises[0].score - 1)
    changed = replace(first, exercises=(wrong, *first.exercises[1:]))
    assert compare(CLASS, (changed, *rest)) == [
        f"ada, {wrong.exercise_id}: {wrong.score} points instead of {wrong.score + 1:g}."
    ]
    assert compare(CLASS, tuple(rest)) == ["ada has no result."]
    assert "the gradebook holds" in compare(CLASS, (replace(first, score=1), *rest))[0]
    assert "no kernel" in compare(CLASS, (replace(first, failure="no kernel"), *rest))[0]


def test_files_that_were_not_written_are_named(tmp_path: Path) -> None:
    missing = missing_files(CLASS, tmp_path)
    assert f"{tmp_path / 'grades.csv'} was not written." in missing
    assert len(missing) == 3 + 3 * len(CLASS)
