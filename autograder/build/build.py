"""Build every module, or tell whether the built modules are up to date."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.build.source_notebook import BadSource, source_notebook
from autograder.graded_cells import check_cells, exercise_of
from autograder.nbgrader_course import course_config, generate_assignment
from autograder.outline import module_folders, topic_of
from course.checking.definition import catalogue


@dataclass(frozen=True)
class BuildResult:
    """What a build changed, as paths relative to the modules folder."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    unchanged: int

    @property
    def stale(self) -> bool:
        """Whether the modules folder differed from what the sources give."""
        return bool(self.written or self.removed)


def write_sources(solutions: Path, target: Path) -> list[str]:
    """Write nbgrader's source tree, solutions included, to `target/MODULE/NOTEBOOK.ipynb`.

    Returns:
        The modules' names.

    Raises:
        BadSource: when a text source breaks a rule, or an exercise stands in no notebook.
    """
    modules = []
    for folder in module_folders(solutions):
        topic = topic_of(folder.name)
        placed: list[str] = []
        destination = target / folder.name
        shutil.copytree(folder, destination, ignore=shutil.ignore_patterns("*.py", "__pycache__", ".*"))
        for path in sorted(folder.glob("*.py")):
            notebook = source_notebook(path, topic)
            placed += [exercise_of(cell) for cell in check_cells(notebook)]
            nbformat.write(notebook, destination / f"{path.stem}.ipynb")
        defined = [exercise.id for exercise in catalogue.of_topic(topic)]
        if placed != defined:
            raise BadSource(
                f"{folder}: its notebooks check {', '.join(placed)}, but course/exercises/{topic} lists "
                f"{', '.join(defined)}. Both should have the same exercises in the same order."
            )
        modules.append(folder.name)
    return modules


def release(solutions: Path, target: Path) -> None:
    """Write the learner's version of every module to `target/MODULE/NOTEBOOK.ipynb`."""
    with tempfile.TemporaryDirectory(prefix="workbook-build-") as temporary:
        root = Path(temporary)
        config = course_config(root)
        for module in write_sources(solutions, root / "source"):
            generate_assignment(config, module)
        shutil.copytree(root / "release", target, dirs_exist_ok=True)


def build(solutions: Path, modules: Path, *, check_only: bool = False) -> BuildResult:
    """Bring the modules folder up to date with the sources.

    Args:
        solutions: folder of the text sources.
        modules: folder of the learner notebooks; its other content is removed.
        check_only: change nothing, only report what would change.
    """
    with tempfile.TemporaryDirectory(prefix="workbook-release-") as temporary:
        fresh = Path(temporary)
        release(solutions, fresh)
        new = {path.relative_to(fresh): path for path in fresh.rglob("*") if path.is_file()}
        old = {
            path.relative_to(modules)
            for path in modules.rglob("*")
            if path.is_file() and ".ipynb_checkpoints" not in path.parts
        }
        written = [
            name for name, path in sorted(new.items()) if name not in old or not _same(modules / name, path)
        ]
        removed = sorted(old - new.keys())
        if not check_only:
            for name in written:
                (modules / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(new[name], modules / name)
            for name in removed:
                (modules / name).unlink()
        return BuildResult(tuple(written), tuple(removed), len(new) - len(written))


def _same(first: Path, second: Path) -> bool:
    """Whether two files hold the same, whatever git made of their line ends."""
    contents = [path.read_bytes() for path in (first, second)]
    if first.suffix == ".ipynb":
        contents = [content.replace(b"\r\n", b"\n") for content in contents]
    return contents[0] == contents[1]
