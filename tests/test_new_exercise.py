"""`workbook new` lays out an exercise that works as it stands, and refuses what it cannot do without a trace."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import course.exercises
from autograder.authoring.new_exercise import lay_out
from autograder.build.build import build
from autograder.heldout import attach
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.showing.card import as_text
from course.errors import WorkbookError
from course.paths import course_root
from tests.exercises.answers import read
from tests.exercises.judging import judged

BLANK = "Fill in:"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A course with one topic of its own, `trial_layout`, in the catalogue."""
    package = tmp_path / "course" / "exercises" / "trial_layout"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""A topic."""\n\nEXERCISES = ()\n')
    (tmp_path / "autograder" / "heldout").mkdir(parents=True)
    course.exercises.__path__.append(str(package.parent))
    catalogue.topics.cache_clear()
    yield tmp_path
    course.exercises.__path__.remove(str(package.parent))
    catalogue.topics.cache_clear()
    catalogue.of_topic.cache_clear()
    for name in [name for name in sys.modules if "trial_layout" in name]:
        del sys.modules[name]


def files(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text() for path in root.rglob("*.*") if path.suffix != ".pyc"
    }


def test_what_is_laid_out_is_judged_built_and_formatted(checkout: Path) -> None:
    notebook = "09_trial_layout/1_levels"
    lay_out(checkout, "trial_layout/mean_level", notebook=notebook, title="How bright?")
    lay_out(checkout, "trial_layout/which_one", notebook=notebook, question=True)

    exercises = catalogue.of_topic("trial_layout")
    assert [exercise.id for exercise in exercises] == ["trial_layout/mean_level", "trial_layout/which_one"]
    attach(checkout / "autograder" / "heldout")
    for exercise in exercises:
        answers = [read(path) for path in sorted((checkout / "tests" / "answers" / exercise.id).glob("*.py"))]
        assert sum(answer.right for answer in answers) == 2
        for answer in answers:
            verdict = judged(exercise, answer.load(exercise), seed=1)
            assert str(verdict.outcome) == answer.outcome, as_text(verdict)
            assert answer.message in as_text(verdict)
            public = judged(exercise, answer.load(exercise))
            assert (public.outcome is Outcome.PASSED) == (answer.right or answer.held_out)

    build(checkout / "solutions", checkout / "modules")
    built = (checkout / "modules" / f"{notebook}.ipynb").read_text()
    assert "How bright?" in built and "float(image.mean())" not in built
    shutil.copy(course_root() / "pyproject.toml", checkout)
    for room in ("checking", "synth/draws"):  # so that what it imports counts as its own
        (checkout / "course" / room).mkdir(parents=True)
    for command in (("check",), ("format", "--check")):
        ruff = [sys.executable, "-m", "ruff", *command, "."]
        run = subprocess.run(ruff, cwd=checkout, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout


def test_a_topic_that_is_there_keeps_what_it_has(tmp_path: Path) -> None:
    for folder in ("course/exercises/basics", "autograder/heldout", "solutions/01_basics"):
        shutil.copytree(course_root() / folder, tmp_path / folder)
    before = files(tmp_path)
    lay_out(tmp_path, "basics/tint", notebook="01_basics/2_filters")
    after = files(tmp_path)
    topic = ast.parse(after["course/exercises/basics/__init__.py"])
    assert ast.unparse(topic.body[-1]).endswith("*decisions.EXERCISES, tint)")
    assert after["solutions/01_basics/2_filters.py"].startswith(before["solutions/01_basics/2_filters.py"])
    cells = after["solutions/01_basics/2_filters.py"].removeprefix(before["solutions/01_basics/2_filters.py"])
    assert "{{exercise basics/tint}}" in cells and 'check("basics/tint", tint)' in cells
    lost = [
        name
        for name, text in before.items()
        if not lines_within(text, after[name]) and "__init__" not in name
    ]
    assert lost == []


def lines_within(old: str, new: str) -> bool:
    """Whether every line of the old text is in the new one, in the same order."""
    remaining = iter(new.splitlines())
    return all(line in remaining for line in old.splitlines())


@pytest.mark.parametrize(
    ("exercise", "notebook", "complaint"),
    [
        ("otsu", "01_basics/2_filters", "Give topic/name"),
        ("basics/Otsu", "01_basics/2_filters", "Give topic/name"),
        ("basics/class", "01_basics/2_filters", "Give topic/name"),
        ("../basics/otsu", "01_basics/2_filters", "Give topic/name"),
        ("basics/tint", "2_filters", "NN_topic/K_name"),
        ("basics/tint", "../01_basics/2_filters", "NN_topic/K_name"),
        ("basics/filters", "01_basics/2_filters", "filters.py is there already"),
        ("basics/otsu", "01_basics/2_filters", "answers/basics/otsu is there already"),
        ("welcome/tint", "00_welcome/1_welcome", "single file"),
        ("unlisted/tint", "09_unlisted/1_tint", "has no `EXERCISES = "),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, exercise: str, notebook: str, complaint: str
) -> None:
    (tmp_path / "course/exercises/basics").mkdir(parents=True)
    (tmp_path / "course/exercises/unlisted").mkdir()
    (tmp_path / "tests/answers/basics/otsu").mkdir(parents=True)
    for name in ("welcome.py", "basics/filters.py", "unlisted/__init__.py"):
        (tmp_path / "course/exercises" / name).write_text("")
    (tmp_path / "course/exercises/basics/__init__.py").write_text("EXERCISES = ()\n")
    before = files(tmp_path)
    with pytest.raises(WorkbookError, match=complaint):
        lay_out(tmp_path, exercise, notebook=notebook)
    assert files(tmp_path) == before


def test_when_a_file_cannot_be_written_everything_is_as_before(checkout: Path) -> None:
    (checkout / "solutions").write_text("a file where a folder should be")
    before = files(checkout)
    with pytest.raises(WorkbookError, match=r"cannot be written(.|\n)*Nothing was changed"):
        lay_out(checkout, "trial_layout/mean_level", notebook="09_trial_layout/1_levels")
    assert files(checkout) == before


def test_no_blank_is_left_in_the_course() -> None:
    rooms = ("course", "solutions", "tests/answers", "autograder/heldout")
    left = [
        str(path.relative_to(course_root()))
        for room in rooms
        for path in (course_root() / room).rglob("*.py")
        if BLANK in path.read_text(encoding="utf-8")
    ]
    assert left == [], f'fill in what begins with "{BLANK}"'
