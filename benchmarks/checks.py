"""How long a learner waits for a check, beside the bare call of the same answer.

    uv run python -m benchmarks.checks [--repeats 5]

For every exercise: the median time of `check` on the public cases with the reference solution (cards
drawn, attempt recorded) and the time that the solution itself takes on the same cases, in the same run.
The rest is what the engine adds. The last line is one JSON object with the figures.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import statistics
import tempfile
import time
from typing import Any

from course import check
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise
from course.checking.judge import judge_target


class Timed:
    """A function that adds up the time spent in it."""

    def __init__(self, function: Any) -> None:
        self.function, self.seconds = function, 0.0
        self.__globals__ = function.__globals__

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        start = time.perf_counter()
        try:
            return self.function(*args, **kwargs)
        finally:
            self.seconds += time.perf_counter() - start


def reference(exercise: Exercise) -> Any:
    from autograder.build.solved import namespace_before

    return namespace_before(exercise.id, solved=True)[exercise.name]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    print(f"{'exercise':30} {'check ms':>9} {'answer ms':>10} {'engine ms':>10}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBOOK_HOME"] = home
        for exercise in catalogue.everything():
            if not isinstance(exercise, Exercise):
                continue
            function = reference(exercise)
            judge_target(exercise, function)  # imports and caches
            totals, answers = [], []
            for _ in range(options.repeats):
                timed = Timed(function)
                start = time.perf_counter()
                with contextlib.redirect_stdout(io.StringIO()):
                    check(exercise.id, timed)
                totals.append(time.perf_counter() - start)
                answers.append(timed.seconds)
            total, answer = 1000 * statistics.median(totals), 1000 * statistics.median(answers)
            figures[exercise.id] = {"check_ms": round(total, 1), "answer_ms": round(answer, 1)}
            print(f"{exercise.id:30} {total:9.1f} {answer:10.1f} {total - answer:10.1f}")
    slowest = max(figures, key=lambda name: figures[name]["check_ms"])
    print(f"slowest check: {slowest}, {figures[slowest]['check_ms']:.0f} ms")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
