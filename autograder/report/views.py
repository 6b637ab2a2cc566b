"""What the page shows of one module, worked out and in order; the template only places it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from autograder.report.item_analysis import (
    SMALLEST_FOR_CORRELATION,
    SMALLEST_FOR_GROUPS,
    Reliability,
    cronbach_alpha,
    item_rest_correlation,
    upper_lower_index,
)
from autograder.report.messages import Group
from autograder.report.outliers import Outlier, find_outliers
from autograder.report.records import State
from autograder.report.tally import ExerciseTally, ModuleTally, StudentRow
from course.checking.contract.verdict import Outcome
from course.checking.definition import catalogue

MESSAGES_SHOWN = 5
REMARKS_SHOWN = 30
HARD = 0.4
"""Exercises that earn less than this share of their points get a note."""

LEFT_OUT = 0.1
"""An exercise that more than this share did not try is named."""

WEAK_DISCRIMINATION = 0.15
"""Ebel (1979) lets an exercise stand from 0.2; below 0.15 it hardly tells strong from weak."""


@dataclass(frozen=True)
class PartView:
    """One named part: of those whose answer was judged, how many got it right, wrong and so on."""

    name: str
    counts: dict[Outcome, int]

    @property
    def right(self) -> float:
        """Share of the class that got it right, 0 to 1."""
        return self.counts[Outcome.PASSED] / sum(self.counts.values())


@dataclass(frozen=True)
class ExerciseView:
    """One exercise: difficulty as a share of points, discrimination NaN when it cannot be told."""

    exercise_id: str
    title: str
    points: float
    share: float
    states: tuple[tuple[State, int], ...]
    item_rest: float
    upper_lower: float
    notes: tuple[str, ...]
    parts: tuple[PartView, ...]
    messages: tuple[Group, ...]
    more_messages: int

    @property
    def name(self) -> str:
        """Title and id, or the id alone."""
        return f"{self.title} ({self.exercise_id})" if self.title else self.exercise_id


@dataclass(frozen=True)
class Bar:
    """One bar of the score distribution: from and to in percent, students."""

    start: int
    end: int
    count: int


@dataclass(frozen=True)
class Spread:
    """Five numbers of a distribution: mean, median, quartiles, smallest and largest."""

    mean: float
    median: float
    lower_quartile: float
    upper_quartile: float
    smallest: float
    largest: float


@dataclass(frozen=True)
class ModuleView:
    """One module, ready for the page.

    Args:
        counted: students the statistics take in.
        untouched: students who tried nothing.
        highlights: sentences on what to look at first.
        scores: percent of the points; None when nobody counts.
        seconds: run time; None when nobody's notebooks ran.
    """

    module: str
    points: float
    students: int
    counted: int
    untouched: tuple[str, ...]
    highlights: tuple[str, ...]
    bars: tuple[Bar, ...]
    scores: Spread | None
    seconds: Spread | None
    exercises: tuple[ExerciseView, ...]
    reliability: Reliability | None
    no_correlation: str
    no_groups: str
    outliers: tuple[Outlier, ...]
    failures: tuple[Group, ...]
    remarks: tuple[Group, ...]
    more_remarks: int
    late: tuple[StudentRow, ...]


def module_view(module: ModuleTally) -> ModuleView:
    """Work out everything the page says about a module."""
    rows, scores = module.counted, module.scores()
    remarks = module.remarks.most_common()
    exercises = tuple(_exercises(module, scores))
    return ModuleView(
        module=module.module,
        points=max((row.points for row in module.students), default=0.0),
        students=len(module.students),
        counted=len(rows),
        untouched=tuple(row.student for row in module.students if row.untouched and not row.failed),
        highlights=tuple(_highlights(exercises, len(rows))),
        bars=_bars([row.share for row in rows]),
        scores=_spread([100 * row.share for row in rows]),
        seconds=_spread([row.seconds for row in module.students if row.seconds > 0]),
        exercises=exercises,
        reliability=cronbach_alpha(scores),
        no_correlation=_too_small(len(rows), SMALLEST_FOR_CORRELATION),
        no_groups=_too_small(len(rows), SMALLEST_FOR_GROUPS),
        outliers=tuple(find_outliers(module)),
        failures=tuple(module.failures.most_common()),
        remarks=tuple(remarks[:REMARKS_SHOWN]),
        more_remarks=len(remarks[REMARKS_SHOWN:]),
        late=tuple(row for row in module.students if row.days_late > 0),
    )


def _exercises(module: ModuleTally, scores: np.ndarray) -> Iterable[ExerciseView]:
    earned = scores.mean(axis=0) if len(scores) else np.zeros(len(module.exercises))
    item_rest, upper_lower = item_rest_correlation(scores), upper_lower_index(scores, module.points)
    for number, exercise in enumerate(module.exercises.values()):
        share = float(earned[number] / exercise.points) if exercise.points else 0.0
        common = exercise.messages.most_common(MESSAGES_SHOWN)
        yield ExerciseView(
            exercise_id=exercise.exercise_id,
            title=_title(exercise.exercise_id),
            points=exercise.points,
            share=share,
            states=tuple((state, exercise.states[state]) for state in State),
            item_rest=float(item_rest[number]),
            upper_lower=float(upper_lower[number]),
            notes=tuple(_notes(share, float(item_rest[number]), exercise)),
            parts=tuple(_parts(exercise)),
            messages=tuple(common),
            more_messages=len(exercise.messages) - len(common),
        )


def _highlights(exercises: tuple[ExerciseView, ...], students: int) -> Iterable[str]:
    """The hardest exercise, the mistake most students share, what was left out most, what to read again."""
    if not exercises or not students:
        return
    hardest = min(exercises, key=lambda exercise: exercise.share)
    if hardest.share < 1:
        yield f"Hardest: {hardest.name}, {hardest.share:.0%} of its points earned."
    told = [(exercise.messages[0], exercise) for exercise in exercises if exercise.messages]
    group, exercise = max(told, key=lambda pair: pair[0].count, default=(None, None))
    if group and exercise and group.count > 1:
        yield f"Told most often, to {group.count} of {students}, in {exercise.name}: {group.example}"
    left_out = max(exercises, key=lambda exercise: dict(exercise.states)[State.NOT_TRIED])
    count = dict(left_out.states)[State.NOT_TRIED]
    if count > LEFT_OUT * students:
        yield f"Left out most often: {left_out.name}, by {count} of {students}."
    if odd := [exercise.name for exercise in exercises if exercise.item_rest < 0]:
        yield f"To read again, because students who do well elsewhere do worse here: {', '.join(odd)}."


def _parts(exercise: ExerciseTally) -> Iterable[PartView]:
    for name, outcomes in exercise.parts.items():
        yield PartView(name, {outcome: outcomes[outcome] for outcome in Outcome})


def _notes(share: float, item_rest: float, exercise: ExerciseTally) -> Iterable[str]:
    tried = exercise.states.total() - exercise.states[State.NOT_TRIED]
    if tried and share < HARD:
        yield "Hard: fewer than 40% of the points were earned. Is the task clear, and was it taught?"
    if item_rest < 0:
        yield (
            "Students who do well elsewhere do worse here. Read the task and the check again: "
            "one of them may be wrong or ambiguous."
        )
    elif item_rest < WEAK_DISCRIMINATION and share < 0.95:
        yield "Says little about who does well elsewhere; that is fine for a warm-up."
    if exercise.states[State.ERROR] > 0.2 * max(tried, 1):
        yield "Many answers stop with an error: look at the messages."


def _title(exercise_id: str) -> str:
    """The exercise's title, or nothing for results of a course that has changed since."""
    try:
        return catalogue.find(exercise_id).title
    except catalogue.UnknownExercise:
        return ""


def _bars(shares: list[float]) -> tuple[Bar, ...]:
    """Ten bars of ten percent; the last includes 100."""
    counts, _ = np.histogram(np.clip(shares, 0, 1), bins=np.arange(11) / 10)
    return tuple(Bar(10 * n, 10 * n + 10, int(count)) for n, count in enumerate(counts))


def _spread(values: list[float]) -> Spread | None:
    if not values:
        return None
    smallest, lower, median, upper, largest = np.percentile(values, [0, 25, 50, 75, 100])
    return Spread(float(np.mean(values)), median, lower, upper, smallest, largest)


def _too_small(students: int, needed: int) -> str:
    if students >= needed:
        return ""
    return f"The class is too small for this: {students} of at least {needed} students who tried something."
