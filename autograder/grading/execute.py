"""Run a notebook's cells in a kernel and come back with outputs, whatever the cells do to the kernel."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from course.checking.notebook import SEED_VARIABLE

MAX_STOPS = 3
"""How many cells of one notebook may kill the kernel or never end before the rest is left unrun."""

MAX_STREAM_BYTES = 100_000
"""Printed text kept per cell; a cell that prints for ever must not fill the grader's memory."""


@dataclass(frozen=True)
class Limits:
    """What one notebook may use."""

    cell_seconds: float = 120.0
    start_seconds: float = 120.0


@dataclass(frozen=True)
class Executed:
    """A notebook after it ran.

    Args:
        notebook: the notebook as JSON bytes, outputs included.
        stops: index of each cell that killed the kernel or ran out of time -> what happened.
        seconds: wall time, kernel starts included.
    """

    notebook: bytes
    stops: dict[int, str]
    seconds: float


class _Client(NotebookClient):
    """nbclient, with a limit on the printed text of each cell."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._printed: dict[int, int] = {}

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        if msg["msg_type"] == "stream":
            room = MAX_STREAM_BYTES - self._printed.get(cell_index, 0)
            text = msg["content"]["text"]
            self._printed[cell_index] = self._printed.get(cell_index, 0) + len(text)
            if room <= 0:
                return None
            if len(text) > room:
                msg["content"]["text"] = text[:room] + "\n... the rest of the output is left out ...\n"
        return super().process_message(msg, cell, cell_index)


def execute(notebook: bytes, files: Path | None, seed: int, limits: Limits) -> Executed:
    """Run every cell; errors are outputs, not exceptions.

    A cell that kills the kernel or does not end in time is left out and the notebook run again from
    the top, so that it costs the exercise it belongs to and no other.

    Args:
        notebook: a notebook as JSON bytes.
        files: folder whose files (data, pictures) stand beside the notebook; None for none.
        seed: secret number that the held-out cases are drawn from.
        limits: time limits.
    """
    start = time.perf_counter()
    node = nbformat.reads(notebook.decode("utf-8"), as_version=4)
    stops: dict[int, str] = {}
    with tempfile.TemporaryDirectory(prefix="workbook-run-") as temporary:
        folder = Path(temporary) / "work"
        shutil.copytree(files, folder, ignore=shutil.ignore_patterns("*.ipynb")) if files else folder.mkdir()
        while (stop := _run_until_stop(node, folder, seed, limits, stops)) is not None:
            index, reason = stop
            stops[index] = reason
            if len(stops) > MAX_STOPS:
                _leave_rest_unrun(node, index, stops)
                break
        for index, reason in stops.items():
            node.cells[index].outputs = [_error_output(reason)]
    return Executed(nbformat.writes(node).encode("utf-8"), stops, time.perf_counter() - start)


def _run_until_stop(
    node: NotebookNode, folder: Path, seed: int, limits: Limits, skipped: dict[int, str]
) -> tuple[int, str] | None:
    """Run all cells but the skipped ones; the index and reason of the first that stops the kernel."""
    client = _Client(
        node,
        config=_connection(folder.parent),
        timeout=limits.cell_seconds,
        startup_timeout=limits.start_seconds,
        allow_errors=True,
        raise_on_iopub_timeout=False,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    with client.setup_kernel(env=_environment(folder, seed), cwd=str(folder)):
        for index, cell in enumerate(node.cells):
            if index in skipped:
                continue
            try:
                client.execute_cell(cell, index)
            except DeadKernelError:
                return index, "This cell ended the kernel (did it call exit, or run out of memory?)."
            except CellTimeoutError:
                return index, f"This cell had not finished after {limits.cell_seconds:g} seconds."
    return None


def _connection(folder: Path) -> Config:
    """Unix sockets in a private folder: nobody else can connect, and kernels never race for a port."""
    if sys.platform == "win32":
        return Config()
    return Config(KernelManager={"transport": "ipc", "ip": str(folder / "kernel")})


def _environment(folder: Path, seed: int) -> dict[str, str]:
    return {
        **os.environ,
        "NBGRADER_EXECUTION": "autograde",
        SEED_VARIABLE: str(seed),
        "WORKBOOK_HOME": str(folder.parent / "home"),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
    }


def _leave_rest_unrun(node: NotebookNode, last: int, stops: dict[int, str]) -> None:
    for index in range(last + 1, len(node.cells)):
        if node.cells[index].cell_type == "code":
            stops[index] = "Not run: too many cells before this one stopped the kernel."


def _error_output(reason: str) -> NotebookNode:
    return nbformat.v4.new_output(
        "error", ename="CellStopped", evalue=reason, traceback=[f"CellStopped: {reason}"]
    )
