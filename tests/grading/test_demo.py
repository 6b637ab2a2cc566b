"""`workbook demo`: the whole loop on the embedded class, and that it would notice a wrong grade."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.demo.classroom import MODULE, exercises, students
from autograder.demo.mistakes import MISTAKES, OTHER_STYLE
from autograder.demo.run import compare, missing_files
from autograder.grading.outputs import Result
from autograder.grading.scores import ExerciseScore
from course.checking.verdict import Outcome
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
