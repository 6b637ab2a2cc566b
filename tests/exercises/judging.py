"""Judge many answers on the same draws, each drawn once, as the examiner does."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from autograder.examiner.case_store import CaseStore
from course.checking.contract.verdict import Verdict
from course.checking.definition.cases import held_out_cases, public_cases
from course.checking.definition.exercise import Exercise, Question
from course.checking.judge import judge
from course.checking.running.local_candidate import LocalCandidate


def judged(exercise: Exercise | Question, target: Any, seed: int | None = None) -> Verdict:
    """The verdict on the public cases, or on the held-out ones of a seed."""
    return judge(exercise, partial(LocalCandidate, target), _cases(exercise.id, seed))


@lru_cache(maxsize=16)
def _cases(exercise_id: str, seed: int | None) -> CaseStore:
    """Only the last few stay: the next answers are to the same exercise."""
    return CaseStore(public_cases if seed is None else held_out_cases(seed))
