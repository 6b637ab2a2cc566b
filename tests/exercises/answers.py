"""Answer files: `tests/answers/<topic>/<exercise>/right_*.py` and `wrong_*.py`.

A right answer must earn every point. A wrong one states in its first lines what must come of it::

    # outcome: failed          (failed, error or not attempted)
    # message: should be 5 x 5
    # held out: yes            (optional: it passes the public cases and fails only the held-out ones)
    # parts: 1 of 3            (optional: how many parts still pass)
"""

from __future__ import annotations

import linecache
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.checking.definition.exercise import Exercise, Question

FOLDER = Path(__file__).parents[1] / "answers"


@dataclass(frozen=True)
class AnswerFile:
    """One stored answer and what must come of it."""

    path: Path
    right: bool
    outcome: str
    message: str
    held_out: bool
    parts: str

    @property
    def exercise_id(self) -> str:
        return "/".join(self.path.parent.parts[-2:])

    @property
    def label(self) -> str:
        return f"{self.exercise_id}/{self.path.stem}"

    def load(self, exercise: Exercise | Question) -> Any:
        """What a notebook with this answer would give to check; the same object each time."""
        return run(self.path)[exercise.name]


@lru_cache(maxsize=32)
def run(path: Path) -> dict[str, Any]:
    """Run an answer file as a notebook's cells would run.

    Once, as a learner runs a cell once and then checks: an answer may train a model, and judging it for another
    seed must not train it again. Only the last few stay, so that a course full of models fits into memory.
    """
    source = path.read_text(encoding="utf-8")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    linecache.cache[str(path)] = (len(source), None, source.splitlines(True), str(path))
    exec(compile(source, str(path), "exec"), namespace)
    return namespace


def read(path: Path) -> AnswerFile:
    fields = dict(re.findall(r"^# ([a-z ]+): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    right = path.stem.startswith("right_")
    if not right and not {"outcome", "message"} <= fields.keys():
        raise ValueError(f"{path} must state '# outcome: ...' and '# message: ...' in its first lines")
    return AnswerFile(
        path,
        right,
        fields.get("outcome", "passed").strip(),
        fields.get("message", "").strip(),
        fields.get("held out", "no").strip() == "yes",
        fields.get("parts", "").strip(),
    )


def all_answers() -> list[AnswerFile]:
    return [read(path) for path in sorted(FOLDER.glob("*/*/*.py"))]
