"""Extra held-out cases, a file a topic. They live here because learners can read `course/`.

A file imports the exercises it extends and decorates functions with `@exercise.held_out_cases`.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from course.checking.definition.catalogue import topics

FOLDER = Path(__file__).parent


def attach(folder: Path = FOLDER) -> None:
    """Load every file of a folder, which attaches its cases to their exercises.

    Args:
        folder: holds Python files; names that begin with an underscore are left out.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder} with held-out cases.")
    topics()  # makes an instructor's own topics importable
    for path in sorted(folder.glob("[!_]*.py")):
        spec = importlib.util.spec_from_file_location(f"autograder.heldout.{path.stem}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
