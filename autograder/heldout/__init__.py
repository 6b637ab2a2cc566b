"""Extra held-out cases, a file a topic. They live here because learners can read `course/`.

A file imports the exercises it extends and decorates functions with `@exercise.held_out_cases`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Container
from pathlib import Path

from course.checking.definition.catalogue import topics

FOLDER = Path(__file__).parent


def attach(folder: Path = FOLDER, *, only: Container[str] | None = None) -> None:
    """Load the files of a folder, which attaches their cases to their exercises.

    Args:
        folder: holds Python files, one a topic; names that begin with an underscore are left out.
        only: topics; all when None.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder} with held-out cases.")
    topics()  # makes an instructor's own topics importable
    for path in sorted(folder.glob("[!_]*.py")):
        if only is not None and path.stem not in only:
            continue
        spec = importlib.util.spec_from_file_location(f"autograder.heldout.{path.stem}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
