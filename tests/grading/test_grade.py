"""A small class of module 00, graded once; what an instructor finds afterwards."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import IntegrityError

from autograder.grading.grade import Options, grade
from autograder.grading.gradebook import Book
from autograder.grading.result_files import write_grades
from autograder.handed_in.finding import NothingToGrade
from course.errors import WorkbookError
from tests.grading.classes import FORK_SERVER_MODULES, MODULE, PARTLY, RIGHT, hand_in, notebook, only_welcome

ONLY_PUBLIC = """
def describe(image):
    # Right for every public picture, wrong for a one-pixel-wide one.
    height, width = image.shape[:2]
    channels = 1 if image.ndim == 2 else image.shape[2]
    low, high = (image.min(), image.max()) if width > 1 else (0, 0)
    dtype = str(image.dtype)
    return {"height": height, "width": width, "channels": channels, "dtype": dtype, "low": low, "high": high}
"""


@pytest.fixture(scope="module")
def solutions(tmp_path_factory) -> Path:
    return only_welcome(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory, solutions: Path):
    """(report, out folder) of a class with one of each."""
    folder = tmp_path_factory.mktemp("class")
    handed_in = folder / "submissions"
    hand_in(handed_in, "right", notebook())
    hand_in(handed_in, "partly", notebook(PARTLY))
    hand_in(handed_in, "public_only", notebook(ONLY_PUBLIC))
    hand_in(handed_in, "untouched", notebook(None))
    hand_in(handed_in, "cut_off", '{"cells": [{"cell_ty')
    hand_in(handed_in, "noisy", notebook("import os\nos.write(2, b'x' * 5000)\n" + RIGHT))
    liar = notebook(None)
    liar.cells[-1] = nbformat.v4.new_code_cell("raise SystemExit")
    for cell in liar.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "4.0"
            cell.metadata.nbgrader.points = 100
    hand_in(handed_in, "liar", liar)
    hand_in(handed_in, "copier", notebook(None))
    (handed_in / "copier" / MODULE / "1_welcome-Copy1.ipynb").write_text(nbformat.writes(notebook(PARTLY)))
    hand_in(handed_in, "renamer", notebook()).rename(handed_in / "renamer" / MODULE / "1_Welcome (1).IPYNB")
    (handed_in / "empty" / MODULE).mkdir(parents=True)
    (handed_in / "right" / MODULE / "notes.ipynb").write_text('{"cells": []}')
    (handed_in / "zipper.zip").write_bytes(b"PK cut off")
    (handed_in / "right" / "99_unknown").mkdir()
    hand_in(handed_in, "refused", notebook())
    enter = Book.enter

    def refuse(self, student, *others):
        if student == "refused":
            raise IntegrityError("an entry", {}, Exception("a rule of the database"))
        return enter(self, student, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Book, "enter", refuse)
        report = grade(
            handed_in,
            folder / "out",
            solutions=solutions,
            options=Options(seed=3, modules=FORK_SERVER_MODULES),
        )
    return report, folder / "out"


def scores(report) -> dict[str, dict[str, float]]:
    return {r.student: {e.exercise_id.split("/")[1]: e.score for e in r.exercises} for r in report.results}


def result(report, student: str):
    return next(r for r in report.results if r.student == student)


def test_every_submission_gets_its_own_result(graded) -> None:
    report, _ = graded
    assert scores(report) == {
        "right": {"first_axis": 1, "describe": 3},
        "partly": {"first_axis": 1, "describe": 2},
        "public_only": {"first_axis": 1, "describe": 2},
        "untouched": {"first_axis": 0, "describe": 0},
        "cut_off": {"first_axis": 0, "describe": 0},
        "noisy": {"first_axis": 1, "describe": 3},
        "liar": {"first_axis": 0, "describe": 0},
        "empty": {"first_axis": 0, "describe": 0},
        "copier": {"first_axis": 1, "describe": 2},
        "renamer": {"first_axis": 1, "describe": 3},
        "refused": {"first_axis": 1, "describe": 3},
    }


def test_what_the_gradebook_does_not_take_is_not_graded_and_stops_nobody(graded) -> None:
    report, out = graded
    assert [r.student for r in report.results if r.failure or not r.graded] == ["refused"]
    assert "the gradebook does not take it" in result(report, "refused").failure
    with (out / "grades.csv").open(newline="") as file:
        assert {row["student"]: row["score"] for row in csv.DictReader(file)}["refused"] == ""


def test_not_attempted_is_not_failed(graded) -> None:
    outcomes = {e.outcome for e in result(graded[0], "untouched").exercises}
    assert {str(outcome) for outcome in outcomes} == {"not attempted"}


def test_remarks_say_what_was_odd(graded) -> None:
    report, _ = graded
    assert "not a Jupyter notebook" in result(report, "cut_off").remarks[0]
    assert "ignored 'notes.ipynb'" in result(report, "right").remarks[0]
    assert result(report, "empty").remarks == ("1_welcome.ipynb was not handed in",)
    assert "99_unknown" in result(report, "right").remarks[1]
    assert not report.complete
    assert [(left.student, left.path) for left in report.left_out] == [("zipper", "zipper.zip")]


def test_the_gradebook_holds_the_scores_and_asks_for_no_manual_grading(graded) -> None:
    report, out = graded
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}") as gradebook:
        for r in report.results:
            if r.student in ("empty", "refused"):
                continue
            submission = gradebook.find_submission(MODULE, r.student)
            assert submission.score == r.score
            assert submission.max_score == 4
            assert not submission.needs_manual_grade


def test_the_file_with_the_answers_counts_and_the_other_is_named(graded) -> None:
    report, _ = graded
    assert scores(report)["copier"] == {"describe": 2, "first_axis": 1}
    assert result(report, "copier").remarks == (
        "1_welcome: '1_welcome-Copy1.ipynb' was taken for 1_welcome.ipynb",
        "1_welcome: '1_welcome.ipynb' was left out: 0 cells are answered there, 2 in '1_welcome-Copy1.ipynb'",
    )
    assert scores(report)["renamer"] == {"describe": 3, "first_axis": 1}
    assert "'1_Welcome (1).IPYNB' was taken for 1_welcome.ipynb" in result(report, "renamer").remarks[0]


def test_what_could_not_be_graded_has_no_numbers(graded, tmp_path: Path) -> None:
    first, *rest = graded[0].results
    failed = replace(first, score=0.0, graded=False, failure="no kernel")
    write_grades([failed, *rest], tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open(newline="") as file:
        row, *others = csv.DictReader(file)
    assert {row[name] for name in ("score", "percent", "penalty", "welcome/describe")} == {""}
    assert row["remarks"].startswith("not graded: no kernel")
    assert all(other["score"] for other in others if "not graded" not in other["remarks"])


def test_grades_csv_and_results_jsonl_agree(graded) -> None:
    report, out = graded
    with (out / "grades.csv").open(newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    lines = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]
    assert len(rows) == len(lines) == len(report.results) + len(report.left_out)
    assert (
        rows["zipper"]["score"] == rows["zipper"]["points"] == ""
        and "not graded: 'zipper.zip' is not a zip" in rows["zipper"]["remarks"]
    )
    assert "&#39;zipper.zip&#39; is not a zip" in (out / "report.html").read_text()
    for line in [line for line in lines if line["graded"]]:
        row = rows[line["student"]]
        assert float(row["score"]) == line["score"]
        assert {e["exercise_id"]: e["score"] for e in line["exercises"]} == {
            "welcome/first_axis": float(row["welcome/first_axis"]),
            "welcome/describe": float(row["welcome/describe"]),
        }
    partly = next(line for line in lines if line["student"] == "partly")
    describe = next(e for e in partly["exercises"] if e["exercise_id"] == "welcome/describe")
    assert {part["name"]: part["outcome"] for part in describe["parts"]} == {
        "height and width": "failed",
        "channels": "passed",
        "type and range": "passed",
    }


def test_feedback_shows_the_card_and_no_hidden_secret(graded) -> None:
    _, out = graded
    html = (out / "feedback" / "partly" / MODULE / "1_welcome.html").read_text()
    assert "div#notebook td" in html, "nbgrader's page with our style"
    assert "workbook-card" in html and "should give height" in html
    assert "BEGIN SOLUTION" not in html
    assert "could not be read" in (out / "feedback" / "cut_off" / MODULE / "1_welcome.html").read_text()


def test_grading_again_replaces_the_grades(graded, solutions: Path, tmp_path: Path) -> None:
    _, out = graded
    hand_in(tmp_path / "second", "partly", notebook(RIGHT))
    report = grade(
        tmp_path / "second", out, solutions=solutions, options=Options(seed=3, modules=FORK_SERVER_MODULES)
    )
    assert result(report, "partly").score == 4
    with Gradebook(f"sqlite:///{out / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(MODULE, "partly").score == 4
        assert gradebook.find_submission(MODULE, "right").score == 4


def test_a_folder_with_somebodys_files_is_never_written_to(tmp_path: Path, solutions: Path) -> None:
    hand_in(tmp_path / "in", "right", notebook())
    out = tmp_path / "course"
    (out / "source").mkdir(parents=True)
    (out / "source" / "mine.txt").write_text("years of work")
    with pytest.raises(WorkbookError, match="has not written"):
        grade(tmp_path / "in", out, solutions=solutions)
    assert (out / "source" / "mine.txt").read_text() == "years of work"
    with pytest.raises(WorkbookError, match="inside the submissions"):
        grade(tmp_path / "in", tmp_path / "in" / "out", solutions=solutions)


@pytest.mark.parametrize(
    "make", [lambda p: None, lambda p: p.mkdir(), lambda p: (p / "ada" / "07_x").mkdir(parents=True)]
)
def test_nothing_to_grade_says_what_is_expected(tmp_path: Path, solutions: Path, make) -> None:
    make(tmp_path / "in")
    with pytest.raises(NothingToGrade, match="folder"):
        grade(tmp_path / "in", tmp_path / "out", solutions=solutions)


def test_a_graded_notebook_keeps_the_learners_text(graded) -> None:
    _, out = graded
    node = nbformat.read(out / "autograded" / "public_only" / MODULE / "1_welcome.ipynb", as_version=4)
    assert any(cell.source == ONLY_PUBLIC for cell in node.cells)
