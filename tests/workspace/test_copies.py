import shutil
import stat
from pathlib import Path

import pytest

from course.errors import WorkbookError
from course.workspace import copies
from course.workspace.copies import copy_if_absent, copy_modules
from tests.workspace.conftest import NOTEBOOKS, Course, write_notebook

PIXELS = "01_basics/1_pixels.ipynb"


def test_everything_is_copied_once(course: Course):
    first = copy_modules(course.modules, course.workspace)
    assert sorted(first.new) == sorted([*NOTEBOOKS, "01_basics/pictures/cat.txt"])
    for name in first.new:
        assert (course.workspace / name).read_bytes() == (course.modules / name).read_bytes()
    assert not (course.workspace / "01_basics" / ".ipynb_checkpoints").exists()
    assert copy_modules(course.modules, course.workspace) == copies.CopyReport((), ())


def test_a_learners_work_is_never_overwritten(course: Course):
    copy_modules(course.modules, course.workspace)
    (course.workspace / PIXELS).write_text("my work")
    write_notebook(course.modules / PIXELS, "a newer version")
    report = copy_modules(course.modules, course.workspace)
    assert (course.workspace / PIXELS).read_text() == "my work"
    assert report == copies.CopyReport((), (PIXELS,))
    assert copy_modules(course.modules, course.workspace).newer == (PIXELS,), "and it is said again"


def test_an_untouched_copy_of_an_old_version_stays_too(course: Course):
    copy_modules(course.modules, course.workspace)
    before = (course.workspace / PIXELS).read_bytes()
    write_notebook(course.modules / PIXELS, "a newer version")
    assert copy_modules(course.modules, course.workspace).newer == (PIXELS,)
    assert (course.workspace / PIXELS).read_bytes() == before


def test_editing_alone_makes_nothing_newer(course: Course):
    copy_modules(course.modules, course.workspace)
    (course.workspace / PIXELS).write_text("my work")
    assert copy_modules(course.modules, course.workspace).newer == ()


def test_a_newer_version_fetched_by_hand_is_noticed(course: Course):
    copy_modules(course.modules, course.workspace)
    write_notebook(course.modules / PIXELS, "a newer version")
    shutil.copy(course.modules / PIXELS, course.workspace / PIXELS)
    assert copy_modules(course.modules, course.workspace).newer == ()


def test_new_modules_and_new_files_appear_later(course: Course):
    copy_modules(course.modules, course.workspace)
    write_notebook(course.modules / "03_colour" / "1_hue.ipynb", "hue")
    write_notebook(course.modules / "01_basics" / "3_edges.ipynb", "edges")
    report = copy_modules(course.modules, course.workspace)
    assert report.new == ("01_basics/3_edges.ipynb", "03_colour/1_hue.ipynb")


def test_a_deleted_copy_comes_back(course: Course):
    copy_modules(course.modules, course.workspace)
    (course.workspace / PIXELS).unlink()
    assert copy_modules(course.modules, course.workspace).new == (PIXELS,)


@pytest.mark.parametrize("content", [None, "", "{not json", "[]", '{"files": 3}', '{"files": {"x": null}}'])
def test_a_lost_or_broken_record_costs_no_work(course: Course, content: str | None):
    copy_modules(course.modules, course.workspace)
    (course.workspace / PIXELS).write_text("my work")
    record = course.workspace / ".workbook" / "copied.json"
    record.unlink()
    if content is not None:
        record.write_text(content)
    assert copy_modules(course.modules, course.workspace) == copies.CopyReport((), ())
    assert (course.workspace / PIXELS).read_text() == "my work"
    write_notebook(course.modules / PIXELS, "a newer version")
    assert copy_modules(course.modules, course.workspace).newer == (PIXELS,), "it counts from then on"


def test_an_interrupted_copy_leaves_no_part_and_goes_on_later(course: Course, monkeypatch):
    real_copy = shutil.copyfile

    def interrupted(source: Path, draft: Path) -> None:
        if source.name == "2_filters.ipynb":
            draft.write_bytes(source.read_bytes()[:10])
            raise KeyboardInterrupt
        real_copy(source, draft)

    with monkeypatch.context() as patch:
        patch.setattr("course.workspace.copies.shutil.copyfile", interrupted)
        with pytest.raises(KeyboardInterrupt):
            copy_modules(course.modules, course.workspace)
    files = [path for path in course.workspace.rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["1_hello.ipynb", "1_pixels.ipynb"]
    copy_modules(course.modules, course.workspace)
    for name in NOTEBOOKS:
        assert (course.workspace / name).read_bytes() == (course.modules / name).read_bytes()
    assert not list(course.workspace.rglob("*.part"))


@pytest.mark.parametrize("hard_links", [True, False])
def test_a_file_that_appears_while_copying_wins(course: Course, monkeypatch, hard_links: bool):
    destination = course.workspace / PIXELS
    real_draft = copies.draft_copy

    def slow_draft(source: Path, workspace: Path) -> Path:
        draft = real_draft(source, workspace)
        destination.write_text("written in the meantime")
        return draft

    monkeypatch.setattr(copies, "draft_copy", slow_draft)
    if not hard_links:
        monkeypatch.setattr("course.workspace.copies.os.link", refuse_links)
    assert not copy_if_absent(course.modules / PIXELS, destination, course.workspace)
    assert destination.read_text() == "written in the meantime"


def test_disks_without_hard_links_work(course: Course, monkeypatch):
    monkeypatch.setattr("course.workspace.copies.os.link", refuse_links)
    assert len(copy_modules(course.modules, course.workspace).new) == 6
    assert not list(course.workspace.rglob("*.part"))


def test_a_read_only_course_gives_writable_copies(course: Course):
    for path in course.modules.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    copy_modules(course.modules, course.workspace)
    assert (course.workspace / PIXELS).stat().st_mode & stat.S_IWUSR


def test_a_workspace_that_cannot_be_written_is_explained(course: Course):
    course.workspace.write_text("a file where the folder should be")
    with pytest.raises(WorkbookError, match=r"cannot be (copied|written)"):
        copy_modules(course.modules, course.workspace)


def test_a_missing_modules_folder_is_explained(tmp_path: Path):
    with pytest.raises(WorkbookError, match="cannot be read"):
        copy_modules(tmp_path / "modules", tmp_path / "workspace")
    (tmp_path / "modules" / "empty").mkdir(parents=True)
    with pytest.raises(WorkbookError, match="no lessons"):
        copy_modules(tmp_path / "modules", tmp_path / "workspace")


def test_the_workspace_may_not_lie_in_modules(course: Course):
    with pytest.raises(WorkbookError, match="outside"):
        copy_modules(course.modules, course.modules / "workspace")


def refuse_links(*_: object) -> None:
    raise PermissionError("no links here")
