"""A notebook runs to its end whatever single cells do to the kernel."""

from __future__ import annotations

import nbformat
import pytest

from autograder.examiner.client import Examiner
from autograder.grading.execute import MAX_STREAM_CHARACTERS, Executed, execute
from autograder.grading.failing_lines import Failure, failure_in, imports_in
from autograder.reasons import Reason
from autograder.sandbox.kernels import Isolation, Kernels
from autograder.sandbox.limits import Limits
from tests.conftest import require_program
from tests.grading import classes

FEW_MODULES = "numpy,matplotlib.pyplot,ipykernel.ipkernel,ipykernel.kernelapp"


@pytest.fixture(scope="module")
def examiner():
    with Examiner(7) as examiner:
        yield examiner


@pytest.fixture(scope="module", params=list(Isolation))
def run(request, examiner):
    """Call with the sources of a notebook's cells, or with cells."""
    if request.param is Isolation.BUBBLEWRAP:
        require_program("bwrap", "bubblewrap")
    kernels = Kernels(request.param, FEW_MODULES)

    def run(
        *sources, files: dict[str, bytes] | None = None, given=frozenset(), imports="", **limits
    ) -> Executed:
        cells = [
            nbformat.v4.new_code_cell(source) if isinstance(source, str) else source for source in sources
        ]
        notebook = nbformat.v4.new_notebook(cells=cells)
        chosen = Limits(**({"cell_seconds": 60.0} | limits))
        return execute(notebook, files or {}, given, kernels, examiner, chosen, imports)

    return run


def text(executed: Executed, index: int) -> str:
    outputs = executed.notebook.cells[index].outputs
    return "".join(output.get("text", "") for output in outputs if output.output_type == "stream")


def error(executed: Executed, index: int) -> str:
    outputs = executed.notebook.cells[index].outputs
    return next((output.ename for output in outputs if output.output_type == "error"), "")


def test_an_error_stops_its_own_cell_only(run) -> None:
    executed = run("x = 1", "1 / 0", "def f(:", "print(x)")
    assert [error(executed, index) for index in range(4)] == ["", "ZeroDivisionError", "SyntaxError", ""]
    assert text(executed, 3) == "1\n"
    assert executed.stops == {}


def test_a_cell_that_ends_the_kernel_costs_only_itself(run) -> None:
    executed = run("x = 1", "import os; os._exit(1)", "print(x)")
    assert {index: stop.reason for index, stop in executed.stops.items()} == {1: Reason.KERNEL_DIED}
    assert "ended the kernel" in executed.stops[1].sentence
    assert error(executed, 1) == "CellStopped"
    assert text(executed, 2) == "1\n"


def test_a_cell_that_never_ends_costs_only_itself(run) -> None:
    executed = run("x = 1", "while True: pass", "print(x)", cell_seconds=5)
    assert executed.stops[1].reason is Reason.TIME
    assert "had not finished after 5 seconds of computing" in executed.stops[1].sentence
    assert text(executed, 2) == "1\n"


def test_a_cell_that_only_waits_is_stopped_by_the_clock(run) -> None:
    executed = run("import time; time.sleep(60)", "print('next')", cell_seconds=2, patience=2)
    assert executed.stops[0].reason is Reason.CLOCK
    assert "had not finished after 4 seconds, most of which it did not compute" in executed.stops[0].sentence
    assert text(executed, 1) == "next\n"


def test_waiting_is_not_computing(run) -> None:
    executed = run("import time; time.sleep(4); print('awake')", cell_seconds=1)
    assert text(executed, 0) == "awake\n"


def test_a_cell_that_uses_up_all_memory_costs_only_itself(run) -> None:
    executed = run("x = 1", "kept = []\nraise MemoryError", "print(x, 'kept' in globals())")
    assert {index: stop.reason for index, stop in executed.stops.items()} == {1: Reason.MEMORY}
    assert text(executed, 2) == "1 False\n"


class EndedOnce(Examiner):
    """An examiner whose process somebody ends while it listens, the first few times."""

    def __init__(self, *, times: int) -> None:
        super().__init__(7)
        self.left = times

    def listen(self, *args, **kwargs) -> None:
        super().listen(*args, **kwargs)
        if self.left:
            self.left -= 1
            self._process.kill()


@pytest.mark.parametrize(("times", "scores"), [(1, [1, 3]), (2, [0, 3])])
def test_an_answer_whose_examiner_died_is_examined_again(times: int, scores: list[int]) -> None:
    solved, kernels = classes.notebook(), Kernels(Isolation.NONE)
    with EndedOnce(times=times) as examiner:
        executed = execute(solved, {}, frozenset(), kernels, examiner, Limits())
    examined = executed.examinations.values()
    assert [examination.verdict["score"] for examination in examined] == scores
    assert [examination.reason == Reason.EXAMINER_DIED for examination in examined] == [times == 2, False]


def test_too_many_stops_leave_the_rest_unrun(run) -> None:
    executed = run("x = 1", *["import os; os._exit(1)"] * 5, "print(x)")
    assert text(executed, 6) == ""
    assert executed.stops[6].reason is Reason.NOT_RUN


def test_much_printing_is_cut_off(run) -> None:
    executed = run("for i in range(100_000): print('a line of text', i)", "print('done')")
    assert len(text(executed, 0)) < MAX_STREAM_CHARACTERS + 200
    assert "left out" in text(executed, 0)
    assert text(executed, 1) == "done\n"


def test_far_too_much_printing_ends_the_cell(run) -> None:
    executed = run("while True: print('a line of text' * 100)", "print('done')", output_mb=5)
    assert executed.stops[0].reason is Reason.OUTPUT
    assert text(executed, 1) == "done\n"


def test_the_notebook_runs_beside_the_modules_files_and_nothing_else(run) -> None:
    executed = run(
        "import os; print(sorted(os.listdir('.')), open('data.txt').read())", files={"data.txt": b"numbers"}
    )
    assert text(executed, 0) == "['data.txt'] numbers\n"


def test_figures_are_drawn_for_the_learners_own_cells_only(run) -> None:
    plot = """
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.tight_layout()
print(plt.gcf().subplotpars.left)
plt.show()
"""
    executed = run(plot, plot + "# mine", plot, given={plot})
    kinds = [
        {kind for output in cell.outputs for kind in output.get("data", {})}
        for cell in executed.notebook.cells
    ]
    assert ["image/png" in kind for kind in kinds] == [False, True, False]
    assert text(executed, 0) == text(executed, 2) == "0.125\n", "matplotlib's own margin: not laid out either"
    assert text(executed, 1) != text(executed, 0)


def test_too_much_memory_is_named(run, request) -> None:
    if "none" in request.node.callspec.id:
        pytest.skip("nobody measures without isolation")
    program = """
import os, time
for _ in range(20):
    if os.fork() == 0:
        block = bytearray(os.urandom(1 << 20)) * 100
        time.sleep(60)
time.sleep(60)
"""
    executed = run(program, memory_mb=600)
    assert executed.stops[0].reason is Reason.MEMORY
    assert executed.peak_mb > 600


def test_the_most_memory_is_told_of_a_notebook_that_ends_well(run, request) -> None:
    if "none" in request.node.callspec.id:
        pytest.skip("nobody measures without isolation")
    executed = run("import time\nblock = bytearray(300 << 20)\ntime.sleep(1)\ndel block", "time.sleep(0.5)")
    assert 300 < executed.peak_mb < 600


FIRST_CELL = """import math
import package_of_mine
package_of_mine.mount("/drive")
%load_ext not_there
two = 2"""


def test_a_line_that_fails_in_a_shared_cell_costs_what_needs_it(run) -> None:
    executed = run(FIRST_CELL, "print(two, math.pi)", "1 / 0\nprint('behind')")
    assert text(executed, 1) == "2 3.141592653589793\n"
    assert executed.failures == {
        0: "`import package_of_mine` failed (ModuleNotFoundError: No module named 'package_of_mine')",
        2: "`1 / 0` failed (ZeroDivisionError: division by zero)",
    }
    assert text(executed, 2) == "behind\n"
    assert executed.stops == {}


def test_what_cannot_be_parsed_has_no_rest(run) -> None:
    executed = run("def f(:\nx = 1", "%%not_a_magic\nx = 2", "print('x' in globals())")
    assert set(executed.failures) == {0}
    assert text(executed, 2) == "False\n"


@pytest.mark.parametrize(
    "source", ["-" * 15_000 + "x", "(" * 15_000, "[" * 90 + "]" * 90 + "\n" + "x;" * 30_000, "\0"]
)
def test_sources_that_nobody_writes_have_no_rest(source) -> None:
    error = nbformat.v4.new_output("error", ename="E", evalue="", traceback=["Cell In[1], line 1"])
    assert failure_in(source, [error]) == Failure("E:", "")


def test_an_answer_stops_at_its_error(run) -> None:
    cell = nbformat.v4.new_code_cell("1 / 0\nx = 1", metadata={"nbgrader": {"solution": True}})
    executed = run(cell, "print('x' in globals())")
    assert text(executed, 1) == "False\n"
    assert executed.failures == {}


def test_the_lessons_imports_are_there_whatever_the_first_cell_says(run) -> None:
    executed = run("print(math.floor(2.5))", imports=imports_in(FIRST_CELL_GIVEN))
    assert text(executed, 0) == "2\n"


FIRST_CELL_GIVEN = "%matplotlib inline\nimport math\nimport not_there_at_all\nfrom course import check\nx = 1"


def test_only_imports_are_taken_from_a_cell() -> None:
    names: dict[str, object] = {}
    exec(imports_in(FIRST_CELL_GIVEN), names)
    assert "math" in names and "check" in names and "x" not in names
