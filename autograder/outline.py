"""What the text sources hold: modules, notebooks and the exercises in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

Outline = Mapping[str, Mapping[str, frozenset[str]]]
"""Module name -> notebook name -> the ids of its exercises."""

CHECKED = re.compile(r"""\bcheck\(\s*["']([\w/]+)["']""")
"""An exercise that a cell has checked."""


def module_folders(solutions: Path) -> list[Path]:
    """The source folders of all modules, in order."""
    return sorted(folder for folder in solutions.iterdir() if folder.is_dir() and any(folder.glob("*.py")))


def topic_of(module: str) -> str:
    """The topic of a module's folder: "01_basics" -> "basics"."""
    return module.partition("_")[2]


def outline_of(solutions: Path) -> Outline:
    """The modules, their notebooks, and the exercises that each notebook has checked."""
    return {
        folder.name: {
            path.stem: frozenset(exercises_checked(path.read_text(encoding="utf-8")))
            for path in sorted(folder.glob("*.py"))
        }
        for folder in module_folders(solutions)
    }


def exercises_checked(code: str) -> list[str]:
    """The ids of the exercises that some code has checked."""
    return CHECKED.findall(code)
