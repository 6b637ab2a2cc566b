"""What a grade depends on besides the submission: the engine, the module's own definitions, the packages."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from autograder import heldout
from autograder.grading.store import key_of
from course.checking.definition import catalogue

ROOT = Path(catalogue.__file__).parents[3]

MATERIAL = ("course.apps", "course.data", "course.exercises", "course.synth", "course.vision")
"""Packages of which a topic uses some; everything else of the course is the engine, and counts for all topics."""

NO_PART_OF_GRADES = ("autograder.build", "autograder.demo", "autograder.heldout", "autograder.report")


@cache
def everything() -> str:
    """A digest of all of the workbook's code and every installed package: workers must have the same."""
    return _digest(_own_files())


@cache
def of_topic(topic: str) -> str:
    """A digest of what can change a grade in one topic: a new exercise elsewhere leaves it as it is."""
    return _digest([*_engine(), *_material(topic)])


def _digest(files: Iterable[Path]) -> str:
    return key_of([*map(_content, files), _packages()])


@cache
def _content(path: Path) -> bytes:
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return str(name).encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n")


@cache
def _packages() -> bytes:
    """Python and every installed package with its version."""
    found = sorted(f"{each.name}=={each.version}" for each in importlib.metadata.distributions() if each.name)
    return "\n".join([platform.python_version(), *found]).encode()


def _own_files() -> list[Path]:
    return sorted(path for name in ("course", "autograder") for path in (ROOT / name).rglob("*.py"))


@cache
def _engine() -> tuple[Path, ...]:
    return tuple(
        path for path in _own_files() if not _is_within(_module_of(path), MATERIAL + NO_PART_OF_GRADES)
    )


def _material(topic: str) -> list[Path]:
    """The topic's exercises, its extra held-out cases, and all material they import, directly or not."""
    topics = catalogue.topics()  # makes an instructor's own topics importable
    waiting = [heldout.FOLDER / f"{topic}.py"]
    if topic in topics:
        waiting += _files_of(f"course.exercises.{topic}")
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        if path.suffix == ".py":
            names = [name for name in _imports(path) if _is_within(name, MATERIAL)]
            waiting += [file for name in names for file in _files_of(name)]
    return sorted(found)


def _files_of(name: str) -> list[Path]:
    """The file of a module; of a package everything in its folder, pictures and tables too."""
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        spec = None  # `from course.data import coins` names a function
    if spec is None or spec.origin is None:
        return []
    origin = Path(spec.origin)
    if spec.submodule_search_locations is None or name == "course.exercises":
        return [origin]
    return [path for path in origin.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)
