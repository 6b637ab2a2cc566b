"""How long the class report takes, and how much memory, for a class of 3,000 with 25 exercises.

    uv run python -m benchmarks.report [--students 3000] [--exercises 25]

The class is generated: results, and answers of four to ten lines of which six in ten are one of four usual
ones; one student in a hundred has copied. A quarter of the class is measured in the same run, so that
growth shows: linear is 4.0. Each measurement is a process of its own. The last line is one JSON
object with the figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.report.generated_class import MODULE, GeneratedClass, items

MEASURED = """
import json, resource, sys, time
from pathlib import Path
from autograder.report.records import read_records
from autograder.report.report import write_report
from autograder.report.similarity import find_similar
from autograder.report.tally import tally
from autograder.report.views import module_view

folder, module = Path(sys.argv[1]), sys.argv[2]

def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

start, before = time.perf_counter(), megabytes()
for counted in tally(read_records(folder / "results.jsonl")):
    module_view(counted)
statistics, after_statistics = time.perf_counter() - start, megabytes()
start = time.perf_counter()
found = find_similar(folder / "submitted", folder / "release", module)
similar, after_similar = time.perf_counter() - start, megabytes()
start = time.perf_counter()
page = write_report(folder)
print(json.dumps({
    "statistics_s": statistics, "similar_s": similar, "report_s": time.perf_counter() - start,
    "statistics_mb": after_statistics - before, "similar_mb": after_similar - after_statistics,
    "peak_mb": megabytes(), "page_kb": page.stat().st_size / 1024,
    "alike": [alike.students for alike in found.alike],
}))
"""


def measure(students: int, exercises: int) -> dict[str, float]:
    """Generate a class, report on it in a fresh process, and compare the pairs found with the truth."""
    made = GeneratedClass(students, items(exercises))
    names = made.names()
    copies = {names[n]: names[n - 1] for n in range(99, students, 100)}
    with tempfile.TemporaryDirectory() as folder:
        made.write(Path(folder), copies=copies)
        command = [sys.executable, "-c", MEASURED, folder, MODULE]
        figures = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    truth = {tuple(sorted(pair)) for pair in copies.items()}
    found = [tuple(group) for group in figures.pop("alike")]
    return figures | {
        "students": students,
        "copied": len(truth),
        "found_among_the_first": len(truth & set(found[: len(truth)])),
        "other_groups": len(set(found) - truth),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=3000)
    parser.add_argument("--exercises", type=int, default=25)
    options = parser.parse_args()
    small, large = (measure(count, options.exercises) for count in (options.students // 4, options.students))
    print(f"{'':24} {small['students']:>10} {large['students']:>10} {'ratio':>6}")
    for name in small:
        ratio = f"{large[name] / small[name]:6.1f}" if small[name] else ""
        print(f"{name:24} {small[name]:10.1f} {large[name]:10.1f} {ratio}")
    print(json.dumps({"quarter": small, "whole": large}))


if __name__ == "__main__":
    main()
