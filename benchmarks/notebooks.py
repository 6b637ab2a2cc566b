"""How long a solved notebook runs, and how much memory it takes.

    uv run python -m benchmarks.notebooks [MODULE ...]

Every notebook runs in a warm kernel (the server that imports TensorFlow is started before), from top to bottom, as its
text source has it. A line a notebook: seconds, peak memory, the slowest cell. The last line is one JSON object:
"module/notebook" -> [seconds, peak MB].
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
import time

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from course.checking.showing.solutions import code_cells
from course.paths import solutions_folder

PEAK = "print(open('/proc/self/status').read())"
"""Prints VmHWM too: the largest resident set of the kernel so far, kilobytes."""


def run(cells: list[str], home: str) -> tuple[list[float], str]:
    """Seconds of each code cell in a new warm kernel, and what the last one prints."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    client = NotebookClient(notebook, timeout=600, kernel_name="workbook")
    with client.setup_kernel(env=os.environ | {"WORKBOOK_HOME": home}, cwd=home):
        times = []
        for index, cell in enumerate(notebook.cells):
            start = time.perf_counter()
            client.execute_cell(cell, index)
            times.append(time.perf_counter() - start)
    return times, "".join(output.get("text", "") for output in notebook.cells[-1].outputs)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time every solved notebook.")
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="for example 02_cnns; all when none is named"
    )
    options = parser.parse_args()
    figures: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as home:
        run(["import keras"], home)  # the server is up after that
        for path in sorted(solutions_folder().glob("*/*.py")):
            if options.modules and path.parent.name not in options.modules:
                continue
            (*times, _), status = run([*code_cells(path.read_text(encoding="utf-8")), PEAK], home)
            match = re.search(r"VmHWM:\s+(\d+) kB", status)
            assert match, "no peak memory in /proc/self/status: only Linux has it"
            name, peak = f"{path.parent.name}/{path.stem}", int(match[1]) / 1024
            figures[name] = round(sum(times), 1), round(peak)
            print(
                f"{name:28} {sum(times):6.1f} s {peak:7.0f} MB, slowest cell {max(times):.1f} s", flush=True
            )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
