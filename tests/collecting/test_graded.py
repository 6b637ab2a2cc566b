"""What was collected is what `workbook grade` finds: every student, every module, whatever the files were called."""

import json
from pathlib import Path

import pytest

from autograder.handed_in.finding import find_submissions
from autograder.handed_in.reading import Reader
from tests.collecting.downloads import MODULES, download, sort
from tests.handed_in.archives import zipped
from tests.test_commands import workbook

OUTLINE = {
    module: {name: frozenset({f"x/{name}"}) for name in notebooks} for module, notebooks in MODULES.items()
}


def notebook(name: str) -> str:
    """A notebook with the one exercise of its name."""
    return json.dumps({"cells": [{"cell_type": "code", "source": f'check("x/{name}", f)'}]})


DOWNLOADS = {
    "moodle": {
        "Anna Müller_12_assignsubmission_file/1_welcome.ipynb": notebook("1_welcome"),
        "Anna Müller_12_assignsubmission_file/homework.ipynb": notebook("2_filters"),
        "Pat ONeil_13_assignsubmission_file/my homework.zip": zipped(
            {"1_pixels (1).ipynb": notebook("1_pixels")}
        ),
    },
    "canvas": {
        "müllerannas_12_91_1_welcome-1.ipynb": notebook("1_welcome"),
        "müllerannas_LATE_12_92_homework.ipynb": notebook("2_filters"),
        "oneilpat_13_93_1_pixels.ipynb": notebook("1_pixels"),
    },
    "nbgrader-exchange": {
        "anna+00_welcome+2026-11-20 10:00:00 UTC+q1/1_welcome.ipynb": notebook("1_welcome"),
        "anna+01_basics+2026-11-20 10:00:00 UTC+q2/homework.ipynb": notebook("2_filters"),
        "pat+01_basics+2026-11-20 10:00:00 UTC+q3/1_pixels.ipynb": notebook("1_pixels"),
    },
}


@pytest.mark.parametrize("layout", DOWNLOADS)
def test_what_was_collected_is_found(tmp_path: Path, layout: str) -> None:
    collected = sort(download(tmp_path, DOWNLOADS[layout]))
    assert collected.layout == layout
    with Reader(walled=False) as reader:
        submissions, left_out = find_submissions(tmp_path / "submissions", OUTLINE, reader)
    anna, pat = collected.students
    assert {(each.student, each.module, *each.notebooks) for each in submissions} == {
        (anna, "00_welcome", "1_welcome"),
        (anna, "01_basics", "2_filters"),
        (pat, "01_basics", "1_pixels"),
    }
    assert not [left for left in left_out if left.may_be_work]


def test_the_command_says_what_it_did_and_what_is_left_to_do(tmp_path: Path) -> None:
    source = download(tmp_path, DOWNLOADS["moodle"] | {"what is this.ipynb": notebook("1_pixels")})
    (tmp_path / "roster.csv").write_text("student,name\na1,Anna Müller\np1,Pat O'Neil\nc1,Cy Doe\n")
    out = tmp_path / "submissions"
    run = workbook("collect", str(source), "--out", str(out), "--roster", str(tmp_path / "roster.csv"))
    assert (run.returncode, run.stderr) == (1, "")
    assert "3 files of 2 students (moodle)" in run.stdout
    assert "'what is this.ipynb': its name is none that moodle gives" in run.stdout
    assert "nothing from c1" in run.stdout
    assert (out / "a1" / "00_welcome" / "1_welcome.ipynb").is_file()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--layout", "blackboard"), "choose moodle"),
        (("--roster", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_a_wrong_option_is_told_in_one_paragraph(
    tmp_path: Path, arguments: tuple[str, str], complaint: str
) -> None:
    source = download(tmp_path, DOWNLOADS["moodle"])
    run = workbook("collect", str(source), "--out", "out", *arguments, cwd=tmp_path)
    assert run.returncode == 1
    assert complaint in run.stderr
    assert "Traceback" not in run.stderr
