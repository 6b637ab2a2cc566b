"""Grade the hostile submissions in one run, and compare what came with what must come."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from autograder.grading.grade import Options, grade
from autograder.grading.result_files import Result
from autograder.grading.scores import ExerciseScore
from autograder.reasons import Reason
from autograder.sandbox.limits import Limits
from tests.grading.classes import FORK_SERVER_MODULES
from tests.submissions.corpus import POINTS, HostileSubmission
from tests.submissions.notebooks import MODULE, NOTEBOOK, Neighbour, hand_in_class
from tests.submissions.pages import live_code, visible_text
from tests.submissions.traps import Traps

LIMITS = Limits(
    cell_seconds=5,
    notebook_seconds=30,
    patience=4,
    memory_mb=768,
    files_mb=64,
    files=5_000,
    processes=128,
    output_mb=10,
    messages=2_000,
)
"""As in real grading, but an attack gets through them sooner."""


@dataclass(frozen=True)
class Graded:
    """A class after grading.

    Args:
        out: the results folder.
        results: student -> result.
        neighbours: the students who mean well.
        sprung: what got out of the sandbox, a line each.
    """

    out: Path
    results: dict[str, Result]
    neighbours: tuple[Neighbour, ...]
    sprung: tuple[str, ...]


def grade_class(
    hostile: Sequence[HostileSubmission],
    folder: Path,
    *,
    solutions: Path,
    seed: int,
    progress: Callable[[int, int, str], None] = lambda done, of, what: None,
) -> Graded:
    """Hand in and grade a class, two notebooks at a time, behind the walls.

    Args:
        hostile: those who do not mean well; others are put between them.
        folder: for the submissions and the results.
        solutions: the text sources, of module 00_welcome alone.
        seed: of the held-out cases.
        progress: told after every submission.
    """
    with Traps() as traps:
        neighbours = hand_in_class(hostile, folder / "submissions", traps.port)
        options = Options(workers=2, seed=seed, limits=LIMITS, modules=FORK_SERVER_MODULES)
        report = grade(
            folder / "submissions", folder / "out", solutions=solutions, options=options, progress=progress
        )
        results = {result.student: result for result in report.results}
        return Graded(folder / "out", results, tuple(neighbours), tuple(traps.sprung()))


def shortfalls(submission: HostileSubmission, graded: Graded) -> list[str]:
    """How the result of one hostile submission differs from what its file states, a line each."""
    result = graded.results.get(submission.student)
    if result is None:
        return ["there is no result"]
    if result.failure:
        return [f"grading itself failed: {result.failure}"]
    path = graded.out / "feedback" / result.student / MODULE / f"{NOTEBOOK}.html"
    handed_in = any(exercise.reason != Reason.MISSING for exercise in result.exercises)
    if handed_in and not path.exists():
        return ["there is no feedback page"]
    page = path.read_text(encoding="utf-8") if handed_in else ""
    scores = {exercise.exercise_id.partition("/")[2]: exercise for exercise in result.exercises}
    lines = []
    for name, fair in submission.expected.items():
        lines += _score_shortfalls(scores[name], fair, submission.says, page)
    if submission.remark and not any(re.search(submission.remark, text) for text in result.remarks):
        lines.append(f"no remark matches {submission.remark!r}: {list(result.remarks)}")
    return lines + _shown_shortfalls(submission, graded, page) if handed_in else lines


def neighbour_shortfalls(neighbour: Neighbour, graded: Graded) -> list[str]:
    """The same for a student who means well."""
    result = graded.results[neighbour.student]
    scores = {exercise.exercise_id.partition("/")[2]: exercise.score for exercise in result.exercises}
    if scores == neighbour.expected and not result.failure:
        return []
    return [f"got {scores}, must get {neighbour.expected}; {result.all_remarks}"]


def _score_shortfalls(score: ExerciseScore, fair: tuple[float, ...], says: str, page: str) -> list[str]:
    sentences = dict.fromkeys([score.remark, *(str(part["message"]) for part in score.parts)])
    text = " ".join([score.reason, *sentences])
    lines = []
    if score.score not in fair:
        lines.append(f"{score.exercise_id}: {score.score:g} of {score.points:g} ({text.strip()[:300]})")
    elif score.score < POINTS[score.exercise_id.partition("/")[2]] and not re.search(says, text):
        lines.append(f"{score.exercise_id} should say {says!r}; it says {text.strip()[:300]!r}")
    if page and score.remark and " ".join(score.remark.replace("`", "").split()) not in visible_text(page):
        lines.append(f"{score.exercise_id}: the feedback does not say {score.remark!r}")
    return lines


def _shown_shortfalls(submission: HostileSubmission, graded: Graded, page: str) -> list[str]:
    stored = graded.out / "autograded" / submission.student / MODULE / f"{NOTEBOOK}.ipynb"
    # What formgrader shows: the stored notebook, made a page by nbconvert.
    shown, _ = _exporter().from_notebook_node(nbformat.read(stored, as_version=4))
    lines = []
    for what, content in (("the feedback", page), ("the stored notebook", shown)):
        lines += [f"{what} holds {text!r}" for text in submission.not_shown if text in html.unescape(content)]
        lines += [f"{what} runs {code}" for code in live_code(content)]
    return lines


@cache
def _exporter() -> HTMLExporter:
    """One for all pages: it compiles its templates at the first."""
    return HTMLExporter()
