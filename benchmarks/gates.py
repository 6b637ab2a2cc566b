"""Gates on accuracies: what the reference and every naive baseline reach on ten draws.

    python -m benchmarks.gates [EXERCISE ...] [--seeds 10]

Each answer is run anew for every seed (so a model is trained ten times) and judged on that seed's draw as in grading.
A line for each gate says the least and the largest lower end of the 95 % Wilson interval; what this prints stands
beside the gate in the exercise. The reference is the solution; baselines are the stored answers `wrong_baseline_*.py`.
"""

from __future__ import annotations

import argparse
import io
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any
from unittest.mock import patch

from autograder import heldout
from autograder.authoring.gates import Measurement, measure
from autograder.build.solved import namespace_before
from course.checking.definition import catalogue
from course.checking.definition.exercise import Exercise
from tests.exercises.answers import FOLDER, run


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed what an answer draws from, also where it sets a seed of its own: else ten runs would be one."""
    import keras

    original = keras.utils.set_random_seed
    original(seed)
    with patch("keras.utils.set_random_seed", lambda its_own: original(1000 * seed + its_own)):
        yield


def answers_of(exercise: Exercise) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Name, and a function that runs the answer anew."""
    yield "reference", lambda: namespace_before(exercise.id, solved=True)[exercise.name]
    for path in sorted((FOLDER / exercise.id).glob("wrong_baseline_*.py")):
        yield path.stem.removeprefix("wrong_"), lambda path=path: run.__wrapped__(path)[exercise.name]


def measured(exercise: Exercise, load: Callable[[], Any], seeds: int) -> dict[str, list[Measurement]]:
    """Gate in words -> one measurement a seed."""
    found = defaultdict(list)
    for seed in range(1, seeds + 1):
        with seeded(seed), redirect_stdout(io.StringIO()):  # a training that shows its progress
            answer = load()
        for each in measure(exercise, answer, seed):
            found[f"{each.shown:,} {each.of}, gate {each.gate:g}"].append(each)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the gates of exercises on many draws.")
    parser.add_argument(
        "exercises", nargs="*", metavar="EXERCISE", help="all that have gates when none is named"
    )
    parser.add_argument("--seeds", type=int, default=10)
    options = parser.parse_args()
    heldout.attach()
    chosen = [catalogue.find(each) for each in options.exercises] or catalogue.everything()
    warnings.simplefilter("ignore")
    for exercise in chosen:
        if not isinstance(exercise, Exercise):
            continue
        for name, load in answers_of(exercise):
            # One draw shows whether there is a gate at all.
            if name == "reference" and not options.exercises and not measured(exercise, load, 1):
                break
            for gate, found in measured(exercise, load, options.seeds).items():
                lows = [each.interval[0] for each in found]
                passed = sum(each.passes for each in found)
                print(
                    f"{exercise.id:26} {name:28} {gate:52} {min(lows):.3f} to {max(lows):.3f}, "
                    f"passes {passed} of {len(found)}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
