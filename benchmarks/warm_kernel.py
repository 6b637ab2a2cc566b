"""How long a learner waits for `import tensorflow`: a forked kernel against an ordinary one.

    uv run python -m benchmarks.warm_kernel [--warm 5] [--cold 3]

Measured from asking Jupyter for the kernel until its first cell, `import tensorflow`, is done, and until a second
cell has run one operation. The fork server is up already, as it is when a learner has `workbook learn` open;
what it costs
to start is a row of its own, when it was not up before. Cold is the kernel "python3" in the same run, with the
files in the system's cache. The last line is one JSON object, with the medians of the first cell.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import dataclass

import nbformat
from nbclient import NotebookClient

from course.warm_kernel.default_server import default_server

CELLS = ("import tensorflow", "float(tensorflow.reduce_sum(tensorflow.ones((3, 3))))")


@dataclass(frozen=True)
class Times:
    """Seconds since the kernel was asked for."""

    imported: float
    operated: float


def measure(kernel_name: str) -> Times:
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name=kernel_name)
    start = time.perf_counter()
    passed = []
    with client.setup_kernel():
        for number, cell in enumerate(cells):
            client.execute_cell(cell, number)
            passed.append(time.perf_counter() - start)
    return Times(*passed)


def median_of(times: list[Times]) -> Times:
    return Times(
        statistics.median(each.imported for each in times), statistics.median(each.operated for each in times)
    )


def seconds_until_up() -> float | None:
    """How long the fork server took to start; None when it was up before."""
    start = time.perf_counter()
    server = default_server()
    if server.is_up():
        return None
    keeper = server.keep_up()
    while not server.is_up() and keeper.is_alive():
        time.sleep(0.05)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--warm", type=int, default=5, help="forked kernels")
    parser.add_argument("--cold", type=int, default=3, help="ordinary kernels")
    options = parser.parse_args()
    server_s = seconds_until_up()
    measure("python3")  # brings TensorFlow's files into the system's cache
    cold = median_of([measure("python3") for _ in range(options.cold)])
    warm = median_of([measure("workbook") for _ in range(options.warm)])

    print(f"{'until':<28}{'ordinary':>12}{'forked':>12}{'ratio':>8}")
    for name, slow, fast in (
        ("import tensorflow is done", cold.imported, warm.imported),
        ("one operation has run", cold.operated, warm.operated),
    ):
        print(f"{name:<28}{slow:>10.2f} s{fast:>10.2f} s{slow / fast:>8.1f}")
    if server_s is not None:
        print(f"{'the fork server is up':<28}{'':>12}{server_s:>10.2f} s")
    ratio = cold.imported / warm.imported
    print(
        json.dumps(
            {"ratio": round(ratio, 1), "warm_s": round(warm.imported, 3), "cold_s": round(cold.imported, 3)}
        )
    )


if __name__ == "__main__":
    main()
