"""Everything in a folder of submissions is either graded or named, with the reason."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.submissions import find_submissions

MODULES = {"00_welcome": ["1_welcome"], "01_basics": ["1_pixels", "2_filters"]}


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")


def left_out(folder: Path) -> dict[str, str]:
    """Path below the folder -> why it was left out."""
    _, ignored = find_submissions(folder, MODULES)
    pairs = (line.split(": ", 1) for line in ignored)
    return {Path(path).relative_to(folder).as_posix(): why for path, why in pairs}


RENAMED = [
    "1_pixels (1).ipynb",
    "1_pixels-Copy1.ipynb",
    "1_pixels_müller.ipynb",
    "müller_1_pixels.ipynb",
    "1_PIXELS.IPYNB",
    "1_pixels.ipynb.txt",
    "  1_Pixels final (2).Ipynb.TXT",
]


@pytest.mark.parametrize("name", RENAMED)
def test_a_notebook_is_known_by_a_changed_name(folder: Path, name: str) -> None:
    put(folder, f"mona/01_basics/{name}")
    submissions, _ = find_submissions(folder, MODULES)
    assert submissions[1].notebooks == {"1_pixels": [folder / "mona" / "01_basics" / name]}


@pytest.mark.parametrize(
    "name", ["11_pixels.ipynb", "1_pixels2.ipynb", "1_pixels.py", "1_pixels 2_filters.ipynb", "pixels.ipynb"]
)
def test_a_name_that_may_mean_something_else_is_left_out(folder: Path, name: str) -> None:
    put(folder, f"mona/01_basics/{name}")
    submissions, _ = find_submissions(folder, MODULES)
    assert submissions[1].notebooks == {}
    assert name in submissions[1].remarks[0]


def test_the_usual_name_comes_first_and_there_is_an_end_of_candidates(folder: Path) -> None:
    put(folder, "mona/01_basics/1_pixels.ipynb", *(f"mona/01_basics/1_pixels ({n}).ipynb" for n in range(9)))
    submissions, _ = find_submissions(folder, MODULES)
    found = [path.name for path in submissions[1].notebooks["1_pixels"]]
    assert found == ["1_pixels.ipynb", *(f"1_pixels ({n}).ipynb" for n in range(4))]
    assert sum("is more than is looked at" in remark for remark in submissions[1].remarks) == 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "ada/00_welcome/1_welcome.ipynb")
    return tmp_path


def test_what_lies_in_the_usual_places_is_found(folder: Path) -> None:
    put(
        folder,
        "mona/01_basics/2_filters.ipynb",
        "mona/01_basics/timestamp.txt",
        "mona/.DS_Store",
        "__MACOSX/x",
    )
    put(folder, "mona/01_basics/.ipynb_checkpoints/2_filters-checkpoint.ipynb")
    submissions, ignored = find_submissions(folder, MODULES)
    assert [(each.student, each.module, sorted(each.notebooks)) for each in submissions] == [
        ("ada", "00_welcome", ["1_welcome"]),
        ("mona", "01_basics", ["2_filters"]),
    ]
    assert submissions[1].remarks == ("1_pixels.ipynb was not handed in",)
    assert ignored == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("1_welcome.ipynb", "belongs into STUDENT/MODULE/"),
        ("mona/1_welcome.ipynb", "belongs into STUDENT/MODULE/"),
        ("all.zip", "unpack it"),
        ("mona/01_basics.ZIP", "unpack it"),
        ("grades.xlsx", "only STUDENT/MODULE/NOTEBOOK.ipynb is looked at"),
    ],
)
def test_a_file_in_another_place_is_named(folder: Path, name: str, why: str) -> None:
    put(folder, name)
    assert why in left_out(folder)[name]


@pytest.mark.parametrize(
    ("name", "place", "why"),
    [
        ("_mona/00_welcome/1_welcome.ipynb", "_mona", "names that begin with . or _"),
        ("ada/_01_basics/1_pixels.ipynb", "ada/_01_basics", "names that begin with . or _"),
        ("mona müller/00_welcome/1_welcome.ipynb", "mona müller", "rename it"),
        ("ada/99_unknown/1.ipynb", "ada/99_unknown", "the modules are 00_welcome, 01_basics"),
        (
            "ada/work/01_basics/1_pixels.ipynb",
            "ada/work",
            "01_basics lies one folder too deep; move it up into ada",
        ),
    ],
)
def test_a_folder_with_another_name_is_named(folder: Path, name: str, place: str, why: str) -> None:
    put(folder, name)
    assert why in left_out(folder)[place]


def test_a_link_is_named(folder: Path) -> None:
    (folder / "bob").symlink_to(folder / "ada")
    assert "links are not followed" in left_out(folder)["bob"]


def test_files_of_ones_own_are_named_beside_the_notebooks(folder: Path) -> None:
    put(folder, "ada/00_welcome/helper.py", "ada/00_welcome/notes.ipynb", "ada/00_welcome/pictures/cat.png")
    (submission,), _ = find_submissions(folder, MODULES)
    assert [remark.split(":")[0] for remark in submission.remarks] == [
        "ignored 'helper.py'",
        "ignored 'notes.ipynb'",
        "ignored 'pictures'",
    ]


def test_a_folder_that_may_not_be_read_stops_nobody(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "mona/00_welcome/1_welcome.ipynb")
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:  # root, who runs the tests, may read everything
        if path.name == "mona":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert "cannot be read (Permission denied)" in left_out(folder)["mona"]
