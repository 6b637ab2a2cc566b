"""Run a submitted notebook's cells in a kernel and have its checks examined, whatever the cells do."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

import nbformat
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode

from autograder.examiner.client import Examination, Examiner
from autograder.graded_cells import exercise_of, is_answer, is_check
from autograder.grading.crowding import Watch
from autograder.grading.failing_lines import failure_in
from autograder.grading.stops import SENTENCES
from autograder.reasons import Reason
from autograder.sandbox.kernels import Kernels, PreparedKernel
from autograder.sandbox.limits import MB, Limits
from course.errors import WorkbookError

MAX_STOPS = 3
"""How many cells of one notebook may be stopped before the rest is left unrun."""

MAX_FAILURES = 20
"""How many lines of a cell may fail before what is left of it is not tried any more."""

EXAMINATIONS = 2
"""How often an answer is examined when the examiner dies of it: a first time may be anybody's fault."""

LOOK_SECONDS = 0.5
"""How often the processor time of a cell is looked at."""

MAX_STREAM_CHARACTERS = 100_000
"""Printed text kept per cell; more is counted, but not kept."""

LEFT_OUT = "\n... the rest of the output is left out ...\n"

CHECK = "from course import check"

DRAW_FIGURES = "__import__('course.warm_kernel.lesson_figures', fromlist=['draw']).draw({wanted})"
"""Nobody looks at a lesson's own figures in grading. Adds no name to the learner's."""


@dataclass(frozen=True)
class Stop:
    """A cell that had to be stopped: why, and what its learner reads about it."""

    reason: Reason
    sentence: str


@dataclass(frozen=True)
class Executed:
    """A notebook after it ran.

    Args:
        notebook: with outputs as the kernel sent them; those of the checks are left empty.
        examinations: exercise id -> what the examiner found.
        stops: index of a stopped cell -> why.
        failures: index of a cell that is no answer -> the line that failed first in it.
        seconds: wall time, kernel starts included.
        peak_mb: most memory its processes had together; 0 where nobody measured.
        crowded: whether the machine had too much to do meanwhile.
    """

    notebook: NotebookNode
    examinations: Mapping[str, Examination]
    stops: Mapping[int, Stop]
    failures: Mapping[int, str]
    seconds: float
    peak_mb: int
    crowded: bool

    @property
    def doubtful(self) -> bool:
        """Whether a limit by the clock was reached anywhere, for which a crowded machine may be to blame."""
        stopped = any(stop.reason is Reason.CLOCK for stop in self.stops.values())
        return self.crowded and (stopped or any(each.waited for each in self.examinations.values()))


def execute(
    notebook: NotebookNode,
    files: Mapping[str, bytes],
    given: Set[str],
    kernels: Kernels,
    examiner: Examiner,
    limits: Limits,
    imports: str = "",
) -> Executed:
    """Run every cell; errors are outputs, not exceptions.

    A cell that kills the kernel, or has to be stopped, is left out and the notebook run again from the
    top without it, so that it costs the exercise it belongs to and no other. What has been examined
    before is not examined again.

    Args:
        notebook: repaired, so that it holds every check once.
        files: relative path -> content of what stands beside the notebook.
        given: sources of the lesson's own cells, which show no figures.
        kernels: where to run it.
        examiner: judges; used by nobody else meanwhile.
        limits: what it may use.
        imports: run before everything else, without a trace in the notebook.
    """
    start, watch = time.perf_counter(), Watch()
    run = _Run(notebook, given, examiner, limits, imports)
    peak = 0
    while True:
        with kernels.prepared(files, limits) as kernel:
            stopped = run.until_stop(kernel)
            reason, peak_mb = kernel.end()
        peak = max(peak, peak_mb)
        if stopped is None:
            break
        index, default = stopped
        run.stop(index, Reason(reason) if reason else default)
        if len(run.stops) > MAX_STOPS:
            run.leave_rest_unrun(index)
            break
    seconds = time.perf_counter() - start
    return Executed(notebook, run.examinations, run.stops, run.failures, seconds, peak, watch.crowded())


class _Run:
    """The state that survives the restarts of one notebook's kernel."""

    def __init__(
        self, notebook: NotebookNode, given: Set[str], examiner: Examiner, limits: Limits, imports: str
    ) -> None:
        self.notebook, self.given, self.examiner, self.limits = notebook, given, examiner, limits
        self.imports = imports
        self.examinations: dict[str, Examination] = {}
        self.failures: dict[int, str] = {}
        self.stops: dict[int, Stop] = {}

    def until_stop(self, kernel: PreparedKernel) -> tuple[int, Reason] | None:
        """Run all cells but those stopped before; the index and likely reason of the first that stops."""
        client = _Client(
            self.notebook,
            km=kernel.manager,
            limits=self.limits,
            timeout=math.ceil(self.limits.cell_clock_seconds),
            startup_timeout=math.ceil(self.limits.start_seconds),
            allow_errors=True,
            raise_on_iopub_timeout=False,
            coalesce_streams=True,
            shutdown_kernel="immediate",
            on_cell_error=_stop_without_memory,
        )
        with client.setup_kernel(cleanup_kc=True, env=kernel.environment, cwd=kernel.work):
            figures = True
            if self.imports:
                client.run_silently(self.imports)
            for index, cell in enumerate(self.notebook.cells):
                if index in self.stops or cell.cell_type != "code" or not cell.source.strip():
                    continue
                try:
                    if figures is not self._shows_figures(cell):
                        figures = not figures
                        client.run_silently(DRAW_FIGURES.format(wanted=figures))
                    if is_check(cell):
                        self._examine(client, kernel, cell, index)
                    else:
                        client.execute_within_limits(cell, index, kernel.seconds_used)
                        if not is_answer(cell):
                            self._go_on(client, kernel, cell, index)
                except CellTimeoutError:
                    return index, Reason.CLOCK
                except _OutOfMemory:
                    return index, Reason.MEMORY
                except DeadKernelError:
                    return index, client.ended or Reason.KERNEL_DIED
                except WorkbookError:
                    raise  # ours, not the learner's
                except Exception:
                    return index, Reason.BAD_MESSAGES
        return None

    def _shows_figures(self, cell: NotebookNode) -> bool:
        return not is_check(cell) and cell.source not in self.given

    def _go_on(self, client: _Client, kernel: PreparedKernel, cell: NotebookNode, index: int) -> None:
        """Run what stands behind a line that failed: a package that is not here, a drive that cannot be mounted."""
        part = cell
        for _ in range(MAX_FAILURES):
            failure = failure_in(part.source, part.outputs)
            if failure is None:
                return
            self.failures.setdefault(index, failure.told)
            if not failure.rest:
                return
            part = nbformat.v4.new_code_cell(failure.rest)
            client.execute_within_limits(part, index, kernel.seconds_used)
            cell.outputs += part.outputs

    def _examine(self, client: _Client, kernel: PreparedKernel, cell: NotebookNode, index: int) -> None:
        exercise_id = exercise_of(cell)
        if exercise_id in self.examinations:
            return
        for _ in range(EXAMINATIONS):
            self._examine_once(client, kernel, cell, index)
            if self.examinations[exercise_id].reason != Reason.EXAMINER_DIED:
                return

    def _examine_once(self, client: _Client, kernel: PreparedKernel, cell: NotebookNode, index: int) -> None:
        exercise_id, limits = exercise_of(cell), self.limits
        self.examiner.listen(exercise_id, kernel.examiner, limits.cell_seconds, limits.cell_clock_seconds)
        try:
            kernel.let_connect()
            client.run_silently(CHECK)  # whatever the learner has called so meanwhile
            client.execute_within_limits(cell, index, kernel.seconds_used)
        finally:
            self.examinations[exercise_id] = self.examiner.finish()

    def stop(self, index: int, reason: Reason) -> None:
        """Note that a cell was stopped, and put the sentence in the place of its outputs."""
        sentence = SENTENCES[reason].format(limits=self.limits)
        self.stops[index] = Stop(reason, sentence)
        self.notebook.cells[index].outputs = [
            nbformat.v4.new_output(
                "error", ename="CellStopped", evalue=sentence, traceback=[f"CellStopped: {sentence}"]
            )
        ]

    def leave_rest_unrun(self, last: int) -> None:
        for index in range(last + 1, len(self.notebook.cells)):
            if self.notebook.cells[index].cell_type == "code":
                self.stop(index, Reason.NOT_RUN)


class _OutOfMemory(Exception):
    """A cell ended with a MemoryError of Python's own."""


def _stop_without_memory(*, execute_reply: dict[str, Any], **_: Any) -> None:
    """What nbclient calls after an error: a kernel whose memory is used up fails at every later cell as well, and
    can often not even show this error, so such a cell counts as stopped."""
    if execute_reply["content"].get("ename") == "MemoryError":
        raise _OutOfMemory


class _Client(NotebookClient):
    """nbclient, with limits on what the kernel sends."""

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ended: Reason | None = None
        self._limits = limits
        self._received = self._messages = 0
        self._printed: dict[int, int] = {}

    async def _execute_within_limits(
        self, cell: NotebookNode, index: int, seconds_used: Callable[[], float | None]
    ) -> None:
        """Execute a cell, and end the kernel once the cell has used up its processor time; raises what nbclient does.

        Where nobody measures it, only nbclient's limit by the clock counts.
        """
        allowed = (seconds_used() or 0.0) + self._limits.cell_seconds
        execution = asyncio.ensure_future(self.async_execute_cell(cell, index))
        while not (await asyncio.wait({execution}, timeout=LOOK_SECONDS))[0]:
            if (seconds_used() or 0.0) > allowed:
                self._end(Reason.TIME)
        execution.result()

    execute_within_limits = run_sync(_execute_within_limits)

    def _end(self, reason: Reason) -> None:
        """End the kernel, which nbclient notices by itself."""
        if self.ended is None:
            self.ended = reason
            assert self.km is not None
            self._ending = asyncio.ensure_future(self.km._async_shutdown_kernel(now=True))

    async def _async_check_alive(self) -> None:
        """nbclient's own; its poll goes on after a cell that was stopped, also when there is no client any more."""
        if self.kc is None:
            raise DeadKernelError("Kernel died")
        await super()._async_check_alive()

    async def _run_silently(self, source: str) -> None:
        """Have a line of ours run before the next cell, without waiting; it leaves no trace in the notebook."""
        assert self.kc is not None  # the kernel is set up
        self.kc.execute(source, silent=True, store_history=False, allow_stdin=False, stop_on_error=False)

    run_silently = run_sync(_run_silently)

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Take in one message; once there were too many or too large ones, end the kernel."""
        content = msg["content"] if isinstance(msg.get("content"), dict) else {}
        if not isinstance(content.get("data", {}), dict):
            return None
        size = len(str(content.get("text", ""))) + sum(map(len, map(str, content.get("data", {}).values())))
        self._messages += 1
        self._received += size
        if self._received > self._limits.output_mb * MB or self._messages > self._limits.messages:
            self._end(Reason.OUTPUT)
            return None
        if msg["msg_type"] == "stream":
            room = MAX_STREAM_CHARACTERS - self._printed.get(cell_index, 0)
            self._printed[cell_index] = self._printed.get(cell_index, 0) + size
            if room <= 0:
                return None
            if size > room:
                content["text"] = str(content["text"])[:room] + LEFT_OUT
        try:
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            raise
        except Exception:
            return None  # forged or malformed: nothing that a grade depends on
