"""The secret that a class's held-out cases are drawn from: kept, given or drawn, and tried before it counts."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.folders import write_whole
from course.checking.definition.cases import Seed
from course.errors import WorkbookError

MOST_DRAWN = 5
"""Seeds. A solution that fails on so many is wrong; one that fails on one in a thousand draws hardly fails on two."""

TRIAL_SECONDS = 600


def class_seed(
    out: Path,
    *,
    given: Seed | None,
    anew: bool,
    topics: Iterable[str],
    solutions: Path,
    say: Callable[[str], None],
) -> str:
    """The seed of this class, written to `out/seed`, for its owner's eyes alone.

    A seed that is given or drawn is tried: the course's own solutions are judged on it. One on which a solution fails
    would cost every learner that point, so another is drawn, and the exercise's fault is said.

    Args:
        out: the results folder.
        given: by hand; None keeps the folder's, or draws 256 bits.
        anew: draw also where the folder has one.
        topics: those of the modules that are graded.
        solutions: the text sources.
        say: told of every seed that was thrown away, and why.

    Raises:
        WorkbookError: the solutions fail on the given seed, or on every seed that was drawn.
    """
    file = out / "seed"
    if not anew and file.is_file():
        kept = file.read_text(encoding="utf-8")
        if given is None or str(given) == kept:
            return kept  # it has been tried
    for _ in range(MOST_DRAWN):
        seed = secrets.token_hex(32) if given is None else str(given)
        faults = failing_solutions(seed, topics, solutions)
        if not faults:
            write_whole(file, seed.encode())
            file.chmod(0o600)
            return seed
        listed = "; ".join(faults)
        if given is not None:
            raise WorkbookError(
                f"On the seed {seed} the course's own solution fails ({listed}). Choose another seed."
            )
        say(
            f"A seed was thrown away: the course's own solution fails on it, a fault of the exercise ({listed})."
        )
    raise WorkbookError(
        f"The course's own solution fails on {MOST_DRAWN} seeds one after the other ({listed}). Nothing was graded. "
        "Mend the exercise or its solution: `pytest tests/exercises` tries both."
    )


def failing_solutions(seed: str, topics: Iterable[str], solutions: Path) -> list[str]:
    """The exercises whose own solution does not get all points, with the reason, judged in a process of its own.

    Networks are not trained for this: their gates have a margin that `benchmarks.gates` measures.
    """
    asked = json.dumps({"seed": seed, "topics": list(topics), "solutions": str(solutions)})
    command = [sys.executable, "-m", "autograder.grading.seed_trial"]
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, text=True, timeout=TRIAL_SECONDS, check=True
        )
        return [str(fault) for fault in json.loads(done.stdout)]
    except (subprocess.SubprocessError, ValueError) as error:
        last = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1:]
        raise WorkbookError(f"The course's own solutions could not be judged: {' '.join(last)}") from error
