"""What `workbook build` makes of a text source, and what it refuses."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from autograder.build.build import build, write_sources
from autograder.build.source_notebook import BadSource, source_notebook
from autograder.outline import module_folders, topic_of
from course.checking.definition import catalogue
from course.paths import modules_folder, solutions_folder

LEARNER_NOTEBOOKS = sorted(modules_folder().glob("*/*.ipynb"))


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def with_grade_id(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


@pytest.fixture
def welcome(tmp_path: Path) -> Path:
    """A course with module 00 alone, so that a test builds in seconds."""
    shutil.copytree(solutions_folder() / "00_welcome", tmp_path / "solutions" / "00_welcome")
    return tmp_path


def files_in(modules: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(modules): path.read_bytes()
        for path in modules.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


@pytest.mark.parametrize("folder", module_folders(solutions_folder()), ids=lambda folder: folder.name)
def test_building_twice_gives_identical_bytes_and_the_module_is_up_to_date(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "solutions" / folder.name)
    build(tmp_path / "solutions", tmp_path / "modules")
    again = build(tmp_path / "solutions", tmp_path / "modules")
    assert not again.stale, f"the second build changed {again.written}"
    fresh = files_in(tmp_path / "modules" / folder.name)
    committed = files_in(modules_folder() / folder.name)
    stale = [str(name) for name in fresh | committed if fresh.get(name) != committed.get(name)]
    assert fresh and not stale, "modules/ is stale: run `workbook build`"


def test_nothing_in_modules_is_without_a_source() -> None:
    sources = {folder.name for folder in module_folders(solutions_folder())}
    assert {name.parts[0] for name in files_in(modules_folder())} == sources


@pytest.mark.parametrize("path", LEARNER_NOTEBOOKS, ids=label)
def test_a_learner_notebook_has_its_points_locked_checks_and_no_solution(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    text = path.read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in text and "END SOLUTION" not in text and "{{" not in text
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for cell in checks:
        exercise_id = re.match(r'check\("([^"]+)"', cell.source)[1]
        assert cell.metadata.nbgrader.points == catalogue.find(exercise_id).points
        assert cell.metadata.editable is False and cell.metadata.deletable is False
        assert cell.metadata.nbgrader.checksum == compute_checksum(cell)
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("path", sorted(solutions_folder().glob("*/*.py")), ids=label)
def test_no_line_of_a_solution_reaches_the_learner(path: Path) -> None:
    learner = nbformat.read(modules_folder() / path.parent.name / f"{path.stem}.ipynb", as_version=4)
    answers = "\n".join(
        cell.source for cell in learner.cells if cell.metadata.get("nbgrader", {}).get("solution")
    )
    regions = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", path.read_text(encoding="utf-8"), re.S)
    lines = {line.strip() for region in regions for line in region.splitlines()}
    telling = {line for line in lines if len(line) > 12 and not line.startswith("return None")}
    assert telling
    assert not [line for line in telling if line in answers]


def test_every_module_with_exercises_is_built() -> None:
    assert {topic_of(folder.name) for folder in module_folders(solutions_folder())} == set(catalogue.topics())
    for folder in module_folders(solutions_folder()):
        assert {path.stem for path in folder.glob("*.py")} == {
            path.stem for path in (modules_folder() / folder.name).glob("*.ipynb")
        }


def test_check_reports_a_stale_and_a_surplus_file_and_changes_nothing(welcome: Path) -> None:
    modules = welcome / "modules"
    build(welcome / "solutions", modules)
    notebook = modules / "00_welcome" / "1_welcome.ipynb"
    notebook.write_text("{}", encoding="utf-8")
    (modules / "00_welcome" / "old.ipynb").write_text("{}", encoding="utf-8")
    result = build(welcome / "solutions", modules, check_only=True)
    assert result.stale
    assert [str(path) for path in result.written] == ["00_welcome/1_welcome.ipynb"]
    assert [str(path) for path in result.removed] == ["00_welcome/old.ipynb"]
    assert notebook.read_text(encoding="utf-8") == "{}"
    assert build(welcome / "solutions", modules).stale
    assert not (modules / "00_welcome" / "old.ipynb").exists()


def test_a_file_beside_a_text_source_reaches_the_learner(welcome: Path) -> None:
    (welcome / "solutions" / "00_welcome" / "picture.txt").write_text("a picture", encoding="utf-8")
    build(welcome / "solutions", welcome / "modules")
    assert (welcome / "modules" / "00_welcome" / "picture.txt").read_text(encoding="utf-8") == "a picture"
    assert not list((welcome / "modules").rglob("*.py"))


def test_the_stub_in_a_function_raises_and_a_choice_is_none(welcome: Path) -> None:
    build(welcome / "solutions", welcome / "modules")
    notebook = nbformat.read(welcome / "modules" / "00_welcome" / "1_welcome.ipynb", as_version=4)
    function = with_grade_id(notebook, "welcome--describe--answer").source
    assert function.startswith("def describe(image):") and function.endswith("    raise NotImplementedError")
    assert with_grade_id(notebook, "welcome--first_axis--answer").source.startswith("first_axis = None")


PROSE = "# %% [markdown]\n# {{question welcome/first_axis}}\n\n"
ANSWER = '# %%\n### BEGIN SOLUTION\nfirst_axis = "b"\n### END SOLUTION\n\n'
CHECK = '# %%\ncheck("welcome/first_axis", first_axis)\n'


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (PROSE + CHECK, "has no solution cell before it"),
        (ANSWER + CHECK, "has no heading"),
        (PROSE + ANSWER, "followed by no check"),
        (PROSE, "has a heading but no check"),
        (PROSE + ANSWER.replace("### END SOLUTION", "") + CHECK, "without '### END SOLUTION'"),
        (PROSE + ANSWER + CHECK + ANSWER + CHECK, "checked twice"),
        (
            PROSE + ANSWER + CHECK.replace(", first_axis", ", answer"),
            'write check("welcome/first_axis", first_axis)',
        ),
        (PROSE + ANSWER + CHECK + "print(1)\n", "the check alone"),
        (PROSE.replace("question", "exercise") + ANSWER + CHECK, "is no exercise"),
        (PROSE.replace("first_axis", "frist_axis"), "Did you mean welcome/first_axis"),
        (PROSE + ANSWER + CHECK.replace("welcome/first_axis", "welcome/first"), "No exercise is called"),
        ("# %% [markdown]\n# " + "word " * 2001, "2001 words"),
        ("# %%\n1\n\n" * 61, "61 cells"),
    ],
)
def test_a_source_at_fault_is_refused_with_file_and_reason(
    tmp_path: Path, source: str, complaint: str
) -> None:
    path = tmp_path / "1_bad.py"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(BadSource) as refusal:
        source_notebook(path, "welcome")
    assert complaint in str(refusal.value)
    assert "1_bad.py" in str(refusal.value)


def test_an_exercise_of_another_module_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1_bad.py"
    path.write_text(PROSE + ANSWER + CHECK, encoding="utf-8")
    with pytest.raises(BadSource, match="belongs to another module"):
        source_notebook(path, "basics")


def test_an_exercise_that_stands_in_no_notebook_is_refused(welcome: Path) -> None:
    path = welcome / "solutions" / "00_welcome" / "1_welcome.py"
    path.write_text(PROSE + ANSWER + CHECK, encoding="utf-8")
    with pytest.raises(BadSource, match="welcome/describe"):
        write_sources(welcome / "solutions", welcome / "source")
