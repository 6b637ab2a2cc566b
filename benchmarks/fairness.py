"""How fair the checks are: every stored answer judged as in grading, on many draws.

    python -m benchmarks.fairness [TOPIC or TOPIC/EXERCISE ...] [--seeds 20] [--answers FOLDER]

Prints, for each exercise and in all: right answers refused, wrong ones accepted, and answers that pass the public check
and fail when graded, each as a count of draws with its 95 % interval (Wilson). An answer file that says `held out: yes`
is wrong in a way its exercise's text rules out; passing in the notebook and failing when graded is what it is for.
The last line is JSON: `refused`, `accepted`, `public_pass_then_failed`, `draws`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder import heldout
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue
from course.checking.definition.expect import wilson_interval
from course.checking.judge import judge_target
from tests.exercises.answers import FOLDER, AnswerFile, read

FIRST_SEED = 7_000
PROCESSES = 2


@dataclass(frozen=True)
class Record:
    """One stored answer on all draws.

    Args:
        answer: the file, and what must come of it.
        seeds: draws it was judged on.
        passed: of these.
        public: whether it passes the public check.
        reason: of the first surprise, "" when there was none.
    """

    answer: AnswerFile
    seeds: int
    passed: int
    public: bool
    reason: str


def answer_in(path: Path) -> AnswerFile:
    """A stored answer; one from elsewhere need not say what must come of it beyond its name."""
    try:
        return read(path)
    except ValueError:
        return AnswerFile(path, right=False, outcome="", message="", held_out=False, parts="")


def judge_all(answer: AnswerFile, seeds: int) -> Record:
    """Judge one answer on the public cases and on `seeds` held-out draws; the file is loaded once."""
    exercise = catalogue.find(answer.exercise_id)
    passed, reason = 0, ""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        target = answer.load(exercise)
        public = judge_target(exercise, target).outcome is Outcome.PASSED
        for seed in range(FIRST_SEED, FIRST_SEED + seeds):
            verdict = judge_target(exercise, target, held_out_seed=seed)
            success = verdict.outcome is Outcome.PASSED
            passed += success
            if success != answer.right and not reason:
                failing = (f"{part.name}: {part.finding.message}" for part in verdict.parts if part.finding)
                reason = f"seed {seed}: {next(failing, 'passed')}"
    return Record(answer, seeds, passed, public, reason)


def tally(records: list[Record]) -> Counter[str]:
    """Counts of draws, and of those that went wrong, over some answers."""
    count: Counter[str] = Counter()
    for record in records:
        failed = record.seeds - record.passed
        count["right"] += record.seeds * record.answer.right
        count["wrong"] += record.seeds * (not record.answer.right)
        count["refused"] += failed * record.answer.right
        count["accepted"] += record.passed * (not record.answer.right)
        if record.public and not record.answer.held_out:
            count["public"] += record.seeds
            count["public_pass_then_failed"] += failed
    return count


def rows(count: Counter[str]) -> Iterator[str]:
    """The three shares of a tally, in words."""
    for what, of in (("refused", "right"), ("accepted", "wrong"), ("public_pass_then_failed", "public")):
        if count[of]:
            low, high = wilson_interval(count[what], count[of])
            yield f"{count[what]:4} of {count[of]:4} ({low:5.1%} to {high:6.1%})"
        else:
            yield f"{'-':>30}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge every stored answer as in grading, on many draws.")
    parser.add_argument(
        "names", nargs="*", help="topics, or exercises as in basics/otsu; all when none is named"
    )
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument(
        "--answers", type=Path, default=FOLDER, help="TOPIC/EXERCISE/right_*.py and wrong_*.py"
    )
    options = parser.parse_args()
    known = {exercise.id for exercise in catalogue.everything()}
    if unknown := set(options.names) - set(catalogue.topics()) - known:
        sys.exit(
            f"No topic or exercise is called {', '.join(sorted(unknown))}; topics are {', '.join(catalogue.topics())}."
        )
    names = options.names or catalogue.topics()
    heldout.attach()
    patterns = [f"{name}/*.py" if name in known else f"{name}/*/*.py" for name in names]
    answers = [answer_in(path) for pattern in patterns for path in sorted(options.answers.glob(pattern))]
    for answer in (answer for answer in answers if answer.exercise_id not in known):
        print(f"Left out: {answer.path}, because there is no exercise {answer.exercise_id}.", file=sys.stderr)
    answers = [answer for answer in answers if answer.exercise_id in known]
    if not answers:
        sys.exit(f"{options.answers} holds no answers to {', '.join(names)}.")
    with ProcessPoolExecutor(PROCESSES) as pool:
        records = list(pool.map(judge_all, answers, [options.seeds] * len(answers)))

    by_exercise: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_exercise[record.answer.exercise_id].append(record)
    print(f"{'draws of':32}{'right, refused':>32}{'wrong, accepted':>32}{'public pass, then failed':>32}")
    for name, mine in [*by_exercise.items(), ("all", records)]:
        print(f"{name:32}" + "".join(f"{row:>32}" for row in rows(tally(mine))))
    for record in records:
        if record.reason:
            print(f"{record.answer.label}: passed {record.passed} of {record.seeds}. {record.reason}")
    total = tally(records)
    print(
        json.dumps(
            {
                "refused": total["refused"],
                "accepted": total["accepted"],
                "public_pass_then_failed": total["public_pass_then_failed"],
                "draws": total["right"] + total["wrong"],
            }
        )
    )


if __name__ == "__main__":
    main()
