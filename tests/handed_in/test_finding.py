"""Everything in a folder of submissions is either part of a submission or named, with the reason."""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.handed_in.finding import LeftOut, NothingToGrade, Submission, find_submissions
from autograder.handed_in.reading import Reader, Unreadable
from tests.handed_in.archives import put_zip

OUTLINE = {
    "00_welcome": {"1_welcome": frozenset({"welcome/describe", "welcome/first_axis"})},
    "01_basics": {
        "1_pixels": frozenset({"basics/to_uint8", "basics/crop_box"}),
        "2_filters": frozenset({"basics/sobel_edges", "basics/kernel_sum"}),
    },
}


def notebook(*exercises: str) -> bytes:
    """A notebook with the checks of these exercises."""
    cells = [
        {"cell_type": "code", "source": f'check("{exercise}", {exercise.partition("/")[2]})'}
        for exercise in exercises
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


WELCOME = notebook("welcome/describe", "welcome/first_axis")
PIXELS = notebook("basics/to_uint8", "basics/crop_box")
FILTERS = notebook("basics/sobel_edges")
EMPTY = notebook()


def put(folder: Path, *names: str, content: bytes = EMPTY) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "ada/00_welcome/1_welcome.ipynb", content=WELCOME)
    return tmp_path


class Found:
    """What `find_submissions` found, ready to be asked."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.submissions, self.left_out = find_submissions(folder, OUTLINE, reader)

    def of(self, student: str, module: str) -> Submission:
        (found,) = [each for each in self.submissions if (each.student, each.module) == (student, module)]
        return found

    def files(self, student: str) -> dict[str, list[str]]:
        """Module/notebook -> the files that may be it."""
        return {
            f"{each.module}/{name}": list(files)
            for each in self.submissions
            if each.student == student
            for name, files in each.notebooks.items()
        }

    def why(self, path: str) -> LeftOut:
        (left,) = [left for left in self.left_out if left.path == path]
        return left


@pytest.fixture
def find(folder: Path, reader: Reader):
    return lambda: Found(folder, reader)


RENAMED = [
    "1_pixels (1).ipynb",
    "1_pixels-Copy1.ipynb",
    "1_pixels_müller.ipynb",
    "müller_1_pixels.ipynb",
    "1_PIXELS.IPYNB",
    "1_pixels.ipynb.txt",
    "  1_Pixels final (2).Ipynb.TXT",
]


@pytest.mark.parametrize("content", [PIXELS, EMPTY], ids=["by content", "by name"])
@pytest.mark.parametrize("name", RENAMED)
def test_a_notebook_is_known_under_a_changed_name(folder: Path, find, name: str, content: bytes) -> None:
    put(folder, f"mona/01_basics/{name}", content=content)
    assert find().files("mona") == {"01_basics/1_pixels": [name]}


@pytest.mark.parametrize(
    "name", ["homework.ipynb", "Untitled.ipynb", "2_filters.ipynb", "pixels.ipynb", "1.ipynb.txt"]
)
def test_content_says_more_than_the_name(folder: Path, find, name: str) -> None:
    put(folder, f"mona/01_basics/{name}", content=PIXELS)
    assert find().files("mona") == {"01_basics/1_pixels": [name]}


PLACES = [
    "1_pixels.ipynb",
    "homework.ipynb",
    "01_basics/01_basics/1_pixels.ipynb",
    "work/week 2/1_pixels.ipynb",
    "00_welcome/1_pixels.ipynb",
    "99_unknown/1_pixels.ipynb",
    "1_pixels.ipynb/1_pixels.ipynb",
]


@pytest.mark.parametrize("place", PLACES)
def test_a_notebook_is_known_in_another_place(folder: Path, find, place: str) -> None:
    put(folder, f"mona/{place}", content=PIXELS)
    found = find()
    label = place.removeprefix("01_basics/") if place.startswith("01_basics/") else f"mona/{place}"
    assert found.files("mona") == {"01_basics/1_pixels": [label]}
    assert not [left for left in found.left_out if left.may_be_work]


@pytest.mark.parametrize(
    "archive", ["mona.zip", "mona/01_basics.zip", "mona/01_basics/hand-in.ZIP", "mona/all.zip"]
)
@pytest.mark.parametrize(
    "inside", ["1_pixels.ipynb", "01_basics/1_pixels.ipynb", "mona/01_basics/1_pixels.ipynb"]
)
def test_an_archive_is_read_like_a_folder(folder: Path, find, archive: str, inside: str) -> None:
    put_zip(folder / archive, {inside: PIXELS, "__MACOSX/._1_pixels.ipynb": b"x", "mine.py": b""})
    found = find()
    assert list(found.files("mona")) == ["01_basics/1_pixels"]
    assert [remark for remark in found.of("mona", "01_basics").remarks if "mine.py" in remark]
    assert not found.left_out


def test_an_archive_and_a_folder_of_one_student_come_together(folder: Path, find) -> None:
    put_zip(folder / "ada.zip", {"1_pixels.ipynb": PIXELS, "1_welcome.ipynb": WELCOME})
    found = find()
    assert found.files("ada") == {
        "00_welcome/1_welcome": ["1_welcome.ipynb", "ada.zip/1_welcome.ipynb"],
        "01_basics/1_pixels": ["ada.zip/1_pixels.ipynb"],
    }


def test_two_files_of_one_name_are_two_candidates(folder: Path, find) -> None:
    put(
        folder,
        "mona/01_basics/1_pixels.ipynb",
        "mona/1_pixels.ipynb",
        "mona/01_basics/a/1_pixels.ipynb",
        content=PIXELS,
    )
    put_zip(folder / "mona.zip", {"01_basics/1_pixels.ipynb": PIXELS})
    labels = [
        "1_pixels.ipynb",
        "mona/1_pixels.ipynb",
        "mona.zip/01_basics/1_pixels.ipynb",
        "a/1_pixels.ipynb",
    ]
    assert sorted(find().files("mona")["01_basics/1_pixels"]) == sorted(labels)


def test_the_usual_name_comes_first_and_there_is_an_end_of_candidates(folder: Path, find) -> None:
    names = ["1_pixels.ipynb", *(f"1_pixels ({n}).ipynb" for n in range(9))]
    put(folder, *(f"mona/01_basics/{name}" for name in names), content=PIXELS)
    submission = find().of("mona", "01_basics")
    assert list(submission.notebooks["1_pixels"]) == names[:5]
    assert sum("is more than is looked at" in remark for remark in submission.remarks) == 5


def test_what_lies_in_the_usual_places_is_found(folder: Path, find) -> None:
    put(folder, "mona/01_basics/2_filters.ipynb", "mona/.DS_Store", "__MACOSX/x", content=FILTERS)
    put(folder, "mona/01_basics/timestamp.txt", content=b"2026-11-30 23:59:00 UTC")
    put(folder, "mona/01_basics/.ipynb_checkpoints/2_filters-checkpoint.ipynb", content=FILTERS)
    found = find()
    assert [(each.student, each.module, sorted(each.notebooks)) for each in found.submissions] == [
        ("ada", "00_welcome", ["1_welcome"]),
        ("mona", "01_basics", ["2_filters"]),
    ]
    assert found.of("mona", "01_basics").timestamp == b"2026-11-30 23:59:00 UTC"
    assert found.of("mona", "01_basics").remarks == ("1_pixels.ipynb was not handed in",)
    assert found.left_out == []


def test_a_timestamp_of_the_learners_own_says_nothing(folder: Path, find) -> None:
    put_zip(folder / "mona" / "01_basics.zip", {"1_pixels.ipynb": PIXELS, "timestamp.txt": b"2020-01-01"})
    put(folder, "mona/01_basics/mine/timestamp.txt", content=b"2020-01-01")
    submission = find().of("mona", "01_basics")
    assert submission.timestamp is None
    assert sum("timestamp.txt" in remark for remark in submission.remarks) == 2


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_timestamp_that_cannot_be_read_is_remarked_on_and_costs_nothing(
    folder: Path, find, kind: str
) -> None:
    path = folder / "ada" / "00_welcome" / "timestamp.txt"
    path.symlink_to("/etc/hostname") if kind == "link" else os.mkfifo(path)
    submission = find().of("ada", "00_welcome")
    assert (submission.timestamp, submission.failure) == (None, "")
    assert "timestamp.txt is" in submission.remarks[0] and "not count as late" in submission.remarks[0]


def test_a_file_that_cannot_be_read_is_the_notebook_of_its_name(folder: Path, find) -> None:
    put(folder, "mona/01_basics/1_pixels.ipynb", content=b"{")
    (why,) = find().of("mona", "01_basics").unreadable["1_pixels"].values()
    assert "not a Jupyter notebook" in why


@pytest.mark.parametrize(
    ("name", "path", "student", "why"),
    [
        ("1_welcome.ipynb", "1_welcome.ipynb", "", "put it into STUDENT/MODULE/"),
        ("all.7z", "all.7z", "", "only zip is read"),
        ("mona/all.rar", "mona/all.rar", "mona", "only zip is read"),
        ("mona.zip", "mona.zip", "mona", "is not a zip archive"),
        ("mona/x.zip", "mona/x.zip", "mona", "is not a zip archive"),
        ("_mona/00_welcome/1_welcome.ipynb", "_mona", "_mona", "rename it"),
        ("ada/_old/1_welcome.ipynb", "ada/_old", "ada", "rename it"),
        ("mona müller/00_welcome/1_welcome.ipynb", "mona müller", "mona müller", "rename it"),
        ("mona/a/b/c/d/e/f/g/1_welcome.ipynb", "mona/a/b/c/d/e/f/g", "mona", "move it up"),
    ],
)
def test_what_may_be_work_is_named(folder: Path, find, name: str, path: str, student: str, why: str) -> None:
    put(folder, name)
    left = find().why(path)
    assert why in left.why
    assert (left.student, left.may_be_work) == (student, True)


@pytest.mark.parametrize("name", ["grades.xlsx", "roster.csv", ".git/config"])
def test_what_is_certainly_no_work_is_named_and_alarms_nobody(folder: Path, find, name: str) -> None:
    put(folder, name)
    assert not find().why(name.partition("/")[0]).may_be_work


@pytest.mark.parametrize("target", ["ada", "nowhere"])
@pytest.mark.parametrize("place", ["bob", "ada/01_basics", "ada/00_welcome/more"])
def test_a_link_is_named(folder: Path, find, place: str, target: str) -> None:
    (folder / place).symlink_to(folder / target)
    left = find().why(place)
    assert "links are not followed" in left.why
    assert left.may_be_work


def test_a_link_in_a_notebooks_place_is_a_notebook_that_cannot_be_read(folder: Path, find) -> None:
    (folder / "ada" / "01_basics").mkdir()
    (folder / "ada" / "01_basics" / "1_pixels.ipynb").symlink_to("/etc/passwd")
    assert "links are not followed" in find().of("ada", "01_basics").unreadable["1_pixels"]["1_pixels.ipynb"]


def test_files_of_ones_own_are_remarked_on(folder: Path, find) -> None:
    put(
        folder,
        "ada/00_welcome/helper.py",
        "ada/00_welcome/notes.ipynb",
        "ada/00_welcome/pictures/cat.png",
        "ada/a.txt",
    )
    found = find()
    assert [remark.split(":")[0] for remark in found.of("ada", "00_welcome").remarks] == [
        "ignored 'helper.py'",
        "ignored 'notes.ipynb'",
        "ignored 'pictures/cat.png'",
        "ignored 'ada/a.txt'",
    ]
    assert not found.left_out


def test_the_cells_are_read_when_they_are_wanted(folder: Path, find) -> None:
    put(folder, "mona/01_basics/1_pixels.ipynb", content=PIXELS)
    put_zip(folder / "mona" / "01_basics.zip", {"2_filters.ipynb": FILTERS})
    notebooks = find().of("mona", "01_basics").notebooks
    (pixels,), (filters,) = notebooks["1_pixels"].values(), notebooks["2_filters"].values()
    assert "basics/to_uint8" in pixels()[0]["source"]
    assert "basics/sobel_edges" in filters()[0]["source"]
    put_zip(folder / "mona" / "01_basics.zip", {"3_other.ipynb": FILTERS})
    with pytest.raises(Unreadable, match="changed"):
        filters()


@pytest.mark.parametrize("place", ["mona", "mona/work"])
def test_a_student_without_anything_is_named(folder: Path, find, place: str) -> None:
    (folder / place).mkdir(parents=True)
    (left,) = find().left_out
    assert (left.student, left.may_be_work) == ("mona", False)


def test_the_only_thing_that_a_student_hands_in_may_be_work(folder: Path, find) -> None:
    put(folder, "mona/essay.docx")
    (left,) = find().left_out
    assert (left.student, left.may_be_work) == ("mona", True)


def test_one_file_with_a_platforms_name_costs_nobody_the_rest(folder: Path, find) -> None:
    put(folder, "mona/01_basics/1_pixels.ipynb", content=PIXELS)
    put(folder, "mona/week_1_2_filters.ipynb", content=FILTERS)
    assert sorted(find().files("mona")) == ["01_basics/1_pixels", "01_basics/2_filters"]


def test_a_modules_folder_is_known_in_capitals(folder: Path, find) -> None:
    put(folder, "mona/00_WELCOME/notes.ipynb", "mona/00_WELCOME/timestamp.txt", content=WELCOME)
    submission = find().of("mona", "00_welcome")
    assert list(submission.notebooks) == ["1_welcome"]
    assert submission.timestamp is not None


def test_an_empty_module_was_not_handed_in(folder: Path, find) -> None:
    (folder / "mona" / "00_welcome").mkdir(parents=True)
    assert find().of("mona", "00_welcome").remarks == ("1_welcome.ipynb was not handed in",)


def test_an_archive_of_the_whole_class_is_no_students(folder: Path, find) -> None:
    files = {f"{name}/00_welcome/1_welcome.ipynb": WELCOME for name in ("bob", "cy")}
    put_zip(folder / "class.zip", files)
    assert "several students" in find().why("class.zip").why


PLATFORMS = [
    "Anna Meier_1234567_assignsubmission_file_/1_welcome.ipynb",
    "AnnaMeier_1234567_assignsubmission_file_1_welcome.ipynb",
    "meieranna_12345_9876543_1_welcome.ipynb",
    "meieranna_LATE_12345_9876543_1_welcome-1.ipynb",
    "ada+00_welcome+2026-11-20 10:00:00 UTC+q1w2/1_welcome.ipynb",
]


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_a_learning_platform_hands_out_is_never_taken_for_one_students(
    folder: Path, find, name: str
) -> None:
    put(folder, name, f"download/{name}", content=WELCOME)
    found = find()
    assert [each.student for each in found.submissions] == ["ada"]
    assert "workbook collect" in found.why(name.partition("/")[0]).why
    assert "workbook collect" in found.why("download").why


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is called "forbidden" may not be read: root, who runs the tests, may read everything."""
    listed, opened = Path.iterdir, os.open

    def denied(path: Path) -> OSError:
        return PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name.startswith("forbidden"):
            raise denied(path)
        return listed(path)

    def open_(path, *arguments):
        if Path(path).name.startswith("forbidden"):
            raise denied(path)
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr("autograder.handed_in.reading.os.open", open_)


@pytest.mark.parametrize("place", ["mona/01_basics/forbidden/x", "mona/01_basics/forbidden_1_pixels.ipynb"])
def test_a_module_of_which_something_cannot_be_read_is_not_graded(
    folder: Path, find, forbidden, place: str
) -> None:
    put(folder, "mona/01_basics/2_filters.ipynb", place, content=FILTERS)
    found = find()
    assert "cannot be read (Permission denied)" in found.of("mona", "01_basics").failure
    assert not found.of("ada", "00_welcome").failure


@pytest.mark.parametrize("place", ["forbidden/00_welcome/1_welcome.ipynb", "mona/forbidden/1_welcome.ipynb"])
def test_a_folder_that_may_not_be_read_stops_nobody(folder: Path, find, forbidden, place: str) -> None:
    put(folder, place)
    found = find()
    (left,) = found.left_out
    assert "cannot be read (Permission denied)" in left.why
    assert left.student == place.partition("/")[0]
    assert left.may_be_work


def test_a_folder_without_a_submission_says_what_is_there_instead(tmp_path: Path, reader: Reader) -> None:
    put(tmp_path, "1_welcome.ipynb", content=WELCOME)
    with pytest.raises(
        NothingToGrade, match=r"STUDENT/MODULE/NOTEBOOK.ipynb.*'1_welcome.ipynb' is a notebook in no"
    ):
        find_submissions(tmp_path, OUTLINE, reader)
    with pytest.raises(NothingToGrade, match="is not a folder"):
        find_submissions(tmp_path / "nowhere", OUTLINE, reader)


def test_thousands_of_files_are_not_looked_at(folder: Path, find) -> None:
    for number in range(1_005):
        put(folder, f"mona/files/{number:04}.txt", content=b"")
    put(folder, "mona/00_welcome/1_welcome.ipynb", content=WELCOME)
    found = find()
    (left,) = found.left_out
    assert "no more are looked at" in left.why
    assert found.files("mona") == {"00_welcome/1_welcome": ["1_welcome.ipynb"]}
