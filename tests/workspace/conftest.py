"""A course of three small modules in a temporary folder, and the `workbook` command run on it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

WORKBOOK = Path(sys.executable).with_name("workbook")
NOTEBOOKS = (
    "00_welcome/1_hello.ipynb",
    "01_basics/1_pixels.ipynb",
    "01_basics/2_filters.ipynb",
    "02_faces/1_detect.ipynb",
    "02_faces/2_filters.ipynb",
)


@dataclass(frozen=True)
class Course:
    """A temporary course."""

    root: Path

    @property
    def modules(self) -> Path:
        return self.root / "modules"

    @property
    def workspace(self) -> Path:
        return self.root / "workspace"


def write_notebook(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_markdown_cell(f"# {text}"), new_code_cell("6 * 7")]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), str(path))


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    course = Course(tmp_path / "a course")
    for name in NOTEBOOKS:
        write_notebook(course.modules / name, name)
    (course.modules / "01_basics" / "pictures").mkdir()
    (course.modules / "01_basics" / "pictures" / "cat.txt").write_text("miaow")
    (course.modules / "01_basics" / ".ipynb_checkpoints").mkdir()
    (course.modules / "01_basics" / ".ipynb_checkpoints" / "1_pixels-checkpoint.ipynb").write_text("old")
    monkeypatch.setenv("WORKBOOK_ROOT", str(course.root))
    monkeypatch.delenv("WORKBOOK_WORKSPACE", raising=False)
    return course


@pytest.fixture
def workbook(course: Course) -> Callable[..., subprocess.CompletedProcess]:
    def run(*arguments: str, answer: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            [WORKBOOK, *arguments],
            input=answer,
            capture_output=True,
            text=True,
            timeout=60,
            env=os.environ | {"COLUMNS": "100"},
        )

    return run
