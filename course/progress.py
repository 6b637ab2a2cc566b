"""What a learner has done, what is open and what comes next."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from course.checking.definition import catalogue
from course.checking.showing.attempts import AttemptLog, attempts_file
from course.errors import WorkbookError
from course.paths import modules_folder


@dataclass(frozen=True)
class ExerciseProgress:
    """One exercise as the learner left it.

    Args:
        exercise_id: for example "basics/otsu".
        title: its title.
        points: points to be had.
        score: best score of one check so far.
        attempts: number of checks with an answer in place.
        hints: number of hints asked for.
        solution_seen: whether the full solution was shown.
    """

    exercise_id: str
    title: str
    points: float
    score: float = 0.0
    attempts: int = 0
    hints: int = 0
    solution_seen: bool = False

    @property
    def done(self) -> bool:
        """Whether every part was right in one check."""
        return self.attempts > 0 and self.score >= self.points


@dataclass(frozen=True)
class ModuleProgress:
    """One module's exercises in the order of its notebooks."""

    module: str
    exercises: tuple[ExerciseProgress, ...]

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(exercise.score for exercise in self.exercises)

    @property
    def points(self) -> float:
        """Points to be had."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True)
class Progress:
    """All modules; `next_up` is the first exercise that is not done, None when all are."""

    modules: tuple[ModuleProgress, ...]

    @property
    def next_up(self) -> ExerciseProgress | None:
        """The first exercise, in the course's order, that is not done."""
        return next((e for module in self.modules for e in module.exercises if not e.done), None)

    def to_dict(self) -> dict[str, object]:
        """JSON-ready values."""
        return {
            "modules": [
                {
                    "module": module.module,
                    "score": module.score,
                    "points": module.points,
                    "exercises": [
                        asdict(exercise) | {"done": exercise.done} for exercise in module.exercises
                    ],
                }
                for module in self.modules
            ],
            "next": self.next_up.exercise_id if self.next_up else None,
        }


def read_progress() -> Progress:
    """The progress of the learner whose attempts are in `attempts_file()`.

    Raises:
        WorkbookError: if the folder of the lessons cannot be read.
    """
    best = AttemptLog(attempts_file()).best()
    try:
        folders = sorted(folder.name for folder in modules_folder().iterdir() if folder.is_dir())
    except OSError as error:
        raise WorkbookError(
            f"The lessons in {modules_folder()} cannot be read ({error.strerror}). "
            "Get the course again, or, if you write it, run `workbook build`."
        ) from error
    modules = []
    for folder in folders:
        topic = folder.partition("_")[2]
        if topic not in catalogue.topics():
            continue
        exercises = []
        for exercise in catalogue.of_topic(topic):
            mine = best.get(exercise.id)
            exercises.append(
                ExerciseProgress(exercise.id, exercise.title, exercise.points)
                if mine is None
                else ExerciseProgress(
                    exercise.id,
                    exercise.title,
                    exercise.points,
                    min(mine.score, exercise.points),
                    mine.attempts,
                    mine.hints,
                    mine.solution_seen,
                )
            )
        modules.append(ModuleProgress(folder, tuple(exercises)))
    return Progress(tuple(modules))


def show_progress(progress: Progress) -> None:
    """Print a table a module, and what is next."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    done, begun = _marks(console.encoding)
    for module in progress.modules:
        table = Table(
            title=f"{module.module}: {module.score:g} of {module.points:g} points", title_justify="left"
        )
        table.add_column("")
        table.add_column("exercise", no_wrap=True)
        table.add_column("title")
        for header in ("points", "tries", "hints"):
            table.add_column(header, justify="right")
        for exercise in module.exercises:
            mark = (
                f"[green]{done}[/]" if exercise.done else f"[yellow]{begun}[/]" if exercise.attempts else ""
            )
            table.add_row(
                mark,
                exercise.exercise_id,
                exercise.title + (" (solution seen)" if exercise.solution_seen else ""),
                f"{exercise.score:g}/{exercise.points:g}",
                str(exercise.attempts or ""),
                str(exercise.hints or ""),
            )
        console.print(table)
    upcoming = progress.next_up
    console.print(f"Next: {upcoming.exercise_id}, {upcoming.title}" if upcoming else "Everything is done.")


def _marks(encoding: str) -> tuple[str, str]:
    """The signs for done and begun, in letters where the encoding has no others (rich does so with its lines)."""
    try:
        "✓…".encode(encoding)
    except UnicodeEncodeError:
        return "done", "..."
    return "✓", "…"
