"""The course's own solutions, each made once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from autograder.build.solved import namespace_before


@lru_cache(maxsize=8)
def solution(exercise_id: str) -> Any:
    """What the solved notebook gives to check; the same object each time, because it may have been trained."""
    return namespace_before(exercise_id, solved=True)[exercise_id.partition("/")[2]]
