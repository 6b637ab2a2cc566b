"""Judge the course's own solutions on a seed: {"seed", "topics", "solutions"} comes over stdin, a list goes out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from autograder import heldout
from autograder.build.solved import namespace_before
from course.checking.contract.verdict import Outcome
from course.checking.definition.catalogue import of_topic
from course.checking.definition.exercise import Exercise
from course.checking.judge import judge_target


def faults(asked: dict[str, Any]) -> list[str]:
    """What is wrong, an entry for each exercise whose solution does not pass."""
    heldout.attach(only=asked["topics"])
    sources, found = Path(asked["solutions"]), []
    for topic in asked["topics"]:
        for exercise in of_topic(topic):
            if not isinstance(exercise, Exercise) or exercise.takes == "model":
                continue
            answer = namespace_before(exercise.id, solved=True, sources=sources)[exercise.name]
            verdict = judge_target(exercise, answer, held_out_seed=asked["seed"])
            if verdict.outcome is not Outcome.PASSED:
                reason = next(part.finding.message for part in verdict.parts if part.finding is not None)
                found.append(f"{exercise.id}: {reason}")
    return found


if __name__ == "__main__":
    # What solutions and libraries print must not come between the lines.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    replies.write(json.dumps(faults(json.loads(sys.stdin.read()))))
