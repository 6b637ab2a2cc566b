"""How grading grows: time and memory for many submissions, memory for one more at a time, two workers for one.

    uv run python -m benchmarks.scale [--many 500] [--few 24]

1. `--many` small submissions (module 00) in one run: a straight line is fitted to their finishing times
   (`slope_s` seconds each, `r2`), and the main process's memory is read along the way (`main_mb_first`
   after a tenth of them, `main_mb_last` at the end).
2. `--few` TensorFlow submissions with one worker and with two: `workers2_ratio` of the rates from when each
   worker had finished its first, so that starting up is not counted, and `private_mb`, by how much the memory
   of all grading processes together is larger at its peak with two in flight than with one.

The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil

from autograder.grading.grade import Options, grade
from benchmarks.grading import TENSORFLOW_COURSE, tensorflow_class
from course.checking.definition.catalogue import TOPICS_VARIABLE
from course.paths import course_root, modules_folder, solutions_folder

MB = 1 << 20
SMALL_MODULE = "00_welcome"
SAMPLE_SECONDS = 0.5


class Finishing:
    """When each submission was finished, and the main process's memory then."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.memory_mb: list[float] = []

    def note(self, done: int, of: int, what: str) -> None:
        self.times.append(time.perf_counter())
        self.memory_mb.append(psutil.Process().memory_info().rss / MB)

    def per_second(self, workers: int) -> float:
        """The rate from when each worker had finished its first."""
        return (len(self.times) - workers) / (self.times[-1] - self.times[workers - 1])


class PeakMemory:
    """The largest memory of all processes of this user's grading together, in MB; shared pages count once.

    The processes of the sandbox are not this one's children, so they are found by what they run.
    """

    def __init__(self) -> None:
        self.mb = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self.mb = max(self.mb, sum(map(_proportional_mb, _grading_processes())))


def _grading_processes() -> list[psutil.Process]:
    found = psutil.Process().children(recursive=True)
    for process in psutil.process_iter(["cmdline"]):
        if "autograder.sandbox.inside:enter" in (process.info["cmdline"] or []):
            found.append(process)
    return list({process.pid: process for process in found}.values())


def _proportional_mb(process: psutil.Process) -> float:
    with suppress(OSError, psutil.Error):
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return 0.0


def many(count: int, workers: int, folder: Path) -> dict[str, float]:
    source = (modules_folder() / SMALL_MODULE / "1_welcome.ipynb").read_text(encoding="utf-8")
    answer = (course_root() / "tests/answers/welcome/describe/right_plain.py").read_text(encoding="utf-8")
    notebook = json.loads(source)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "welcome--describe--answer":
            cell["source"] = answer
    for number in range(count):
        target = folder / "in" / f"s{number:04}" / SMALL_MODULE / "1_welcome.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps(notebook), encoding="utf-8")
    finishing = Finishing()
    options = Options(workers=workers)
    report = grade(
        folder / "in", folder / "out", solutions=solutions_folder(), options=options, progress=finishing.note
    )
    assert not [result.failure for result in report.results if result.failure]
    numbers = np.arange(1, count + 1)
    seconds = np.array(finishing.times) - finishing.times[0]
    slope, start = np.polyfit(numbers, seconds, 1)
    rest = seconds - (slope * numbers + start)
    r2 = 1 - rest.var() / seconds.var()
    print(f"{count} submissions: {slope:.3f} s each, R² {r2:.5f} of the straight line")
    first, last = finishing.memory_mb[count // 10], finishing.memory_mb[-1]
    print(f"main process: {first:.0f} MB after a tenth of them, {last:.0f} MB at the end")
    return {
        "slope_s": round(float(slope), 4),
        "r2": round(float(r2), 5),
        "main_mb_first": round(first),
        "main_mb_last": round(last),
    }


def few(count: int, folder: Path) -> dict[str, float]:
    group = tensorflow_class(folder, count)
    rates, peaks = {}, {}
    for workers in (1, 2):
        options, finishing = Options(workers=workers), Finishing()
        grade(
            group.handed_in,
            folder / f"out{workers}",
            solutions=group.solutions,
            options=options,
            progress=finishing.note,
        )
        rates[workers] = finishing.per_second(workers)
        # Again for the memory: looking at it often takes a good part of a processor.
        with PeakMemory() as peak:
            grade(group.handed_in, folder / f"again{workers}", solutions=group.solutions, options=options)
        peaks[workers] = peak.mb
        print(f"{workers} workers: {60 * rates[workers]:.1f} a minute, {peaks[workers]:.0f} MB at the peak")
    ratio = rates[2] / rates[1]
    print(f"two workers are {ratio:.2f} times one; one more in flight takes {peaks[2] - peaks[1]:.0f} MB")
    return {"workers2_ratio": round(ratio, 2), "private_mb": round(peaks[2] - peaks[1])}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("--few", type=int, default=24)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    os.environ[TOPICS_VARIABLE] = str(TENSORFLOW_COURSE / "topics")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        figures |= few(options.few, Path(temporary) / "few")
        figures |= many(options.many, options.workers, Path(temporary) / "many")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
