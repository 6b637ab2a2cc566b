"""Grade the hostile submissions several times and print a table: `python -m tests.submissions.run --times 3`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.paths import solutions_folder
from tests.submissions.corpus import HostileSubmission, all_hostile
from tests.submissions.grading import grade_class, neighbour_shortfalls, shortfalls
from tests.submissions.notebooks import MODULE

NEIGHBOURS, WALLS = "(neighbours)", "(nothing gets out)"


def main() -> int:
    """Run what the command line asks for; 1 when anything came out otherwise than stated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="how often; each time with other held-out cases")
    parser.add_argument("names", nargs="*", help='only files whose "folder/name" contains one of these')
    arguments = parser.parse_args()
    hostile = [
        submission
        for submission in all_hostile()
        if not arguments.names or any(name in submission.label for name in arguments.names)
    ]
    good: Counter[str] = Counter()
    complaints: dict[str, list[str]] = defaultdict(list)
    seconds: Counter[str] = Counter()
    for seed in range(1, arguments.times + 1):
        start = time.perf_counter()
        found, took = _once(hostile, seed)
        seconds.update(took)
        for label, lines in found.items():
            good[label] += not lines
            complaints[label] += [f"run {seed}: {line}" for line in lines]
        print(f"run {seed}: {time.perf_counter() - start:.0f} s", flush=True)
    _print_table(good, complaints, seconds, arguments.times)
    return 1 if any(complaints.values()) else 0


def _once(hostile: Sequence[HostileSubmission], seed: int) -> tuple[dict[str, list[str]], dict[str, int]]:
    """Label -> what was wrong with it in one run, and label -> how many seconds its notebook ran."""
    with tempfile.TemporaryDirectory(prefix="workbook-hostile-") as temporary:
        folder = Path(temporary)
        solutions = folder / "course" / "solutions"
        shutil.copytree(solutions_folder() / MODULE, solutions / MODULE)
        graded = grade_class(hostile, folder, solutions=solutions, seed=seed, progress=_say)
        found = {submission.label: shortfalls(submission, graded) for submission in hostile}
        found[NEIGHBOURS] = [
            f"{neighbour.student}: {line}"
            for neighbour in graded.neighbours
            for line in neighbour_shortfalls(neighbour, graded)
        ]
        found[WALLS] = list(graded.sprung)
        took = {
            submission.label: round(graded.results[submission.student].seconds)
            for submission in hostile
            if submission.student in graded.results
        }
        return found, took


def _say(done: int, of: int, what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of}: {what:60.60}", end="", file=sys.stderr, flush=True)


def _print_table(
    good: Counter[str], complaints: dict[str, list[str]], seconds: Counter[str], times: int
) -> None:
    table = Table("submission", "as stated", "seconds a run", "otherwise")
    for label, count in good.items():
        took = f"{seconds[label] / times:.0f}" if label in seconds else ""
        table.add_row(label, f"{count} of {times}", took, "\n".join(complaints[label]))
    Console(width=None if sys.stdout.isatty() else 200).print(table)


if __name__ == "__main__":
    sys.exit(main())
