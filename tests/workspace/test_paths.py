from pathlib import Path

import pytest

from course import paths
from tests.workspace.conftest import Course, write_notebook


def test_the_variable_decides(course: Course):
    assert paths.course_root() == course.root
    assert paths.modules_folder() == course.root / "modules"
    assert paths.solutions_folder() == course.root / "solutions"
    assert paths.workspace_folder() == course.root / "workspace"


def test_the_workspace_may_be_elsewhere(course: Course, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORKSPACE", str(tmp_path / "mine"))
    assert paths.workspace_folder() == tmp_path / "mine"


def test_a_variable_that_leads_nowhere_is_named(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_ROOT", str(tmp_path))
    with pytest.raises(paths.CourseNotFound, match=r"WORKBOOK_ROOT is set to .* no folder modules/"):
        paths.course_root()


def test_an_installed_package_finds_the_folder_above(tmp_path: Path, monkeypatch):
    write_notebook(tmp_path / "modules" / "00_welcome" / "1_hello.ipynb", "hello")
    (tmp_path / "modules" / "00_welcome" / "modules").mkdir()
    installed(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path / "modules" / "00_welcome")
    assert paths.course_root() == tmp_path


def test_another_modules_folder_is_not_the_course(tmp_path: Path, monkeypatch):
    (tmp_path / "modules" / "kernel").mkdir(parents=True)
    installed(tmp_path, monkeypatch)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(paths.CourseNotFound) as caught:
        paths.course_root()
    assert str(tmp_path) in str(caught.value)
    assert "WORKBOOK_ROOT" in str(caught.value)


def installed(folder: Path, monkeypatch) -> None:
    """Let the package lie outside any checkout, as it does once it is installed."""
    monkeypatch.delenv("WORKBOOK_ROOT", raising=False)
    monkeypatch.setattr(paths, "__file__", str(folder / "site-packages" / "course" / "paths.py"))
