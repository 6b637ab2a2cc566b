"""A notebook runs to its end whatever single cells do to the kernel."""

import time

import nbformat

from autograder.grading.execute import MAX_STREAM_BYTES, Limits, execute


def run(*sources: str, seconds: float = 60, files=None, seed: int = 1):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    executed = execute(nbformat.writes(notebook).encode(), files, seed, Limits(cell_seconds=seconds))
    return executed, nbformat.reads(executed.notebook.decode(), as_version=4).cells


def text(cell) -> str:
    return "".join(output.get("text", "") for output in cell.outputs if output.output_type == "stream")


def error(cell) -> str:
    return next((output.ename for output in cell.outputs if output.output_type == "error"), "")


def test_an_error_stops_its_own_cell_only() -> None:
    executed, cells = run("x = 1", "1 / 0", "def f(:", "print(x)")
    assert [error(cell) for cell in cells] == ["", "ZeroDivisionError", "SyntaxError", ""]
    assert text(cells[3]) == "1\n"
    assert executed.stops == {}


def test_a_cell_that_ends_the_kernel_costs_only_itself() -> None:
    executed, cells = run("x = 1", "import os; os._exit(1)", "print(x)")
    assert list(executed.stops) == [1]
    assert "ended the kernel" in executed.stops[1]
    assert error(cells[1]) == "CellStopped"
    assert text(cells[2]) == "1\n"


def test_a_cell_that_never_ends_costs_only_itself() -> None:
    start = time.perf_counter()
    executed, cells = run("x = 1", "while True: pass", "print(x)", seconds=5)
    assert "had not finished after 5 seconds" in executed.stops[1]
    assert text(cells[2]) == "1\n"
    assert time.perf_counter() - start < 60


def test_too_many_stops_leave_the_rest_unrun() -> None:
    executed, cells = run("x = 1", *["import os; os._exit(1)"] * 5, "print(x)")
    assert text(cells[6]) == ""
    assert "Not run" in executed.stops[6]


def test_endless_printing_is_cut_off() -> None:
    _, cells = run("for i in range(100_000): print('a line of text', i)", "print('done')")
    assert len(text(cells[0])) < MAX_STREAM_BYTES + 200
    assert "left out" in text(cells[0])
    assert text(cells[1]) == "done\n"


def test_the_notebook_runs_beside_the_modules_files_and_nothing_else(tmp_path) -> None:
    (tmp_path / "data.txt").write_text("numbers")
    (tmp_path / "other.ipynb").write_text("{}")
    _, cells = run("import os; print(sorted(os.listdir('.')), open('data.txt').read())", files=tmp_path)
    assert text(cells[0]) == "['data.txt'] numbers\n"


def test_the_kernel_knows_that_it_is_graded() -> None:
    names = ("NBGRADER_EXECUTION", "WORKBOOK_GRADING_SEED", "TF_CPP_MIN_LOG_LEVEL")
    _, cells = run(f"import os; print(*(os.environ[name] for name in {names}))", seed=77)
    assert text(cells[0]) == "autograde 77 3\n"
