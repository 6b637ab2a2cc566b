"""The work of one grading worker: a submission's bytes in, graded notebooks out. Holds no grades, no database."""

from __future__ import annotations

import atexit
import threading
from dataclasses import replace

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.examiner.client import Examination, Examiner, unexamined
from autograder.graded_cells import answers_of, check_cells, exercise_of, is_answer, is_check
from autograder.grading.bundles import Graded, GradedNotebook, ModuleBundle, RunBundle, Task, pack, unpack
from autograder.grading.execute import Executed, execute
from autograder.grading.failing_lines import imports_in
from autograder.grading.repair import answered, notebook_of, repair, unreadable_stand_in
from autograder.grading.sanitize import Cleaning
from autograder.grading.scores import put_card
from autograder.reasons import Reason
from autograder.sandbox.kernels import Kernels
from autograder.sandbox.limits import Limits
from course.checking.contract.values import shortened

LONGEST_ERROR = 300
"""Characters of a learner's error that a card repeats."""


class Workplace:
    """What a worker keeps from one submission to the next: its examiner and its way to kernels."""

    def __init__(self, run: RunBundle) -> None:
        self.run_id = run.run_id
        self.limits: Limits = run.allowance
        self.kernels = Kernels(run.walls, run.modules)
        self.examiner = Examiner(run.seed)
        self.examiner.start()

    def close(self) -> None:
        """Stop the examiner."""
        self.examiner.close()


_here = threading.local()


def workplace_of(run: RunBundle) -> Workplace:
    """This worker thread's place for a run, made at its first task; another run's place is closed."""
    current: Workplace | None = getattr(_here, "workplace", None)
    if current is not None and current.run_id == run.run_id:
        return current
    if current is not None:
        current.close()
    _here.workplace = Workplace(run)
    atexit.register(_here.workplace.close)
    return _here.workplace


def grade_submission(task: bytes, module: bytes, run: bytes) -> bytes:
    """Grade one submission.

    Args:
        task: a packed `Task`.
        module: the packed `ModuleBundle` it belongs to.
        run: the packed `RunBundle`.

    Returns:
        A packed `Graded`.
    """
    return pack(
        _grade(unpack(Task, task), unpack(ModuleBundle, module), workplace_of(unpack(RunBundle, run)))
    )


def _grade(task: Task, module: ModuleBundle, workplace: Workplace) -> Graded:
    notebooks = {}
    for name in sorted({*task.notebooks, *task.unreadable}):
        released = nbformat.reads(module.released[name], as_version=4)
        submitted, remarks = _submitted(name, task, released)
        if submitted is None:
            graded = _unreadable(released, remarks[0])
        else:
            graded = _run(submitted, released, module, workplace)
            graded = replace(graded, remarks=[*remarks, *graded.remarks])
        notebooks[name] = graded
    return Graded(task.student, task.module, notebooks)


def _submitted(name: str, task: Task, released: NotebookNode) -> tuple[NotebookNode | None, list[str]]:
    """Of the files that may be a notebook the one in which most is answered, and remarks on the choice.

    Returns:
        None when none of them can be read; the first remark then says why.
    """
    readable = {file: notebook_of(cells) for file, cells in task.notebooks.get(name, {}).items()}
    unreadable = {file: f"it {why}" for file, why in task.unreadable.get(name, {}).items()}
    if not readable:
        return None, list(unreadable.values())
    counts = {file: answered(notebook, released) for file, notebook in readable.items()}
    chosen = max(counts, key=lambda file: counts[file])  # of equals the first
    remarks = [] if chosen == f"{name}.ipynb" else [f"{chosen!r} was taken for {name}.ipynb"]
    remarks += [
        f"{file!r} was left out: {count} cells are answered there, {counts[chosen]} in {chosen!r}"
        for file, count in counts.items()
        if file != chosen
    ]
    remarks += [f"{file!r} was left out: {why}" for file, why in unreadable.items()]
    return readable[chosen], remarks


def _unreadable(released: NotebookNode, why: str) -> GradedNotebook:
    """Nothing to run: every check says why."""
    notebook = unreadable_stand_in(released, why)
    repaired = nbformat.writes(notebook)
    for cell in check_cells(notebook):
        sentence = f"The notebook could not be read: {why}."
        put_card(cell, unexamined(exercise_of(cell), sentence, Reason.UNREADABLE))
    return GradedNotebook(repaired, nbformat.writes(notebook), [why], 0.0, 0)


def _run(
    submitted: NotebookNode, released: NotebookNode, module: ModuleBundle, workplace: Workplace
) -> GradedNotebook:
    notebook, remarks = repair(submitted, released)
    repaired = nbformat.writes(notebook)
    given = {cell.source for cell in released.cells if not is_answer(cell)}
    executed = execute(
        notebook,
        module.contents(),
        given,
        workplace.kernels,
        workplace.examiner,
        workplace.limits,
        imports_in(next((cell.source for cell in released.cells if cell.cell_type == "code"), "")),
    )
    remarks += [f"cell {index + 1}: {told}" for index, told in executed.failures.items()]
    remarks += [f"cell {index + 1}: {stop.reason}" for index, stop in executed.stops.items()]
    _finish(executed, given)
    return GradedNotebook(
        repaired,
        nbformat.writes(executed.notebook),
        remarks,
        executed.seconds,
        executed.peak_mb,
        executed.doubtful,
    )


def _finish(executed: Executed, given: set[str]) -> None:
    """A card into every check; all other outputs made harmless, those of the lesson's own cells left out."""
    cells = executed.notebook.cells
    for index, cell in enumerate(cells):
        if is_check(cell):
            put_card(cell, _examination(executed, index))
    cleaning = Cleaning()
    for index, cell in enumerate(cells):
        if is_check(cell) or (cell.cell_type != "code" and cell.source in given):
            continue
        if cell.cell_type == "code" and cell.source in given and index not in executed.stops:
            cell.outputs = [output for output in cell.outputs if output.output_type == "error"]
        cleaning.clean(cell)


def _examination(executed: Executed, index: int) -> Examination:
    """What the examiner found; where it found nothing, what stood in the way."""
    cells = executed.notebook.cells
    exercise_id = exercise_of(cells[index])
    found = executed.examinations.get(exercise_id)
    if found is not None and not found.reason:
        return found
    places = [*answers_of(executed.notebook, exercise_id), index]
    for place in places:
        if place in executed.stops:
            stop = executed.stops[place]
            return unexamined(exercise_id, stop.sentence, stop.reason)
    if found is not None and found.reason != Reason.NOT_ASKED:
        return found
    error = next((text for place in places if (text := _first_error(cells[place]))), "")
    sentence = "The check did not reach the examiner" + (
        f", because of this error: {error}" if error else "."
    )
    if executed.failures:
        index, told = min(executed.failures.items())
        sentence += f" Before that, in cell {index + 1}, {told}."
    return unexamined(exercise_id, sentence, Reason.NOT_ASKED)


def _first_error(cell: NotebookNode) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            return shortened(f"{output.ename}: {output.evalue}", LONGEST_ERROR)
    return ""
