"""What a learner has tried, in a local SQLite file. Losing the file never stops a lesson."""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from course.checking.verdict import Outcome, Verdict

LOCK_SECONDS = 0.5
"""How long to wait for another notebook that is writing at this moment."""

SCHEMA = """
create table if not exists attempts (
    time text not null, exercise text not null, outcome text not null,
    score real not null, points real not null, parts text not null);
create table if not exists hints (time text not null, exercise text not null);
create table if not exists solutions (time text not null, exercise text not null);
"""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Best:
    """The best attempt at one exercise so far."""

    exercise_id: str
    attempts: int
    score: float
    points: float
    hints: int
    solution_seen: bool

    @property
    def done(self) -> bool:
        """Whether every part has been passed at once."""
        return self.score >= self.points


def attempts_file() -> Path:
    """Where the attempts are: the user's data folder, or the folder in WORKBOOK_HOME."""
    from platformdirs import user_data_path

    folder = os.environ.get("WORKBOOK_HOME")
    return (Path(folder) if folder else user_data_path("image-recognition-workbook")) / "attempts.sqlite"


class AttemptLog:
    """The attempts of one learner.

    Every method works whatever the state of the file: a damaged file is moved aside under a new name
    and a fresh one begun; when the file cannot be used at all (locked, read-only, disk full) the
    attempt is kept in memory for this session, and the learner is told once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._memory: sqlite3.Connection | None = None

    def record(self, verdict: Verdict) -> None:
        """Remember one check. An exercise that was not attempted leaves no trace."""
        if verdict.outcome is Outcome.NOT_ATTEMPTED:
            return
        parts = json.dumps({part.name: str(part.outcome) for part in verdict.parts})
        row = (_now(), verdict.exercise_id, str(verdict.outcome), verdict.score, verdict.points, parts)
        self._use(lambda db: db.execute("insert into attempts values (?, ?, ?, ?, ?, ?)", row))

    def attempted(self, exercise_id: str) -> bool:
        """Whether the exercise has been checked at least once with an answer in place."""
        query = "select count(*) from attempts where exercise = ?"
        return bool(self._use(lambda db: db.execute(query, (exercise_id,)).fetchone()[0]))

    def next_hint(self, exercise_id: str) -> int:
        """How many hints have been shown before; counts one more as shown."""

        def count_and_add(db: sqlite3.Connection) -> int:
            query = "select count(*) from hints where exercise = ?"
            shown = db.execute(query, (exercise_id,)).fetchone()[0]
            db.execute("insert into hints values (?, ?)", (_now(), exercise_id))
            return int(shown)

        return self._use(count_and_add)

    def note_solution(self, exercise_id: str) -> None:
        """Remember that the full solution has been shown."""
        self._use(lambda db: db.execute("insert into solutions values (?, ?)", (_now(), exercise_id)))

    def best(self) -> dict[str, Best]:
        """The best attempt at every exercise that has one, by exercise id."""
        query = """
            select exercise, count(*), max(score), max(points),
                (select count(*) from hints h where h.exercise = a.exercise),
                (select count(*) from solutions s where s.exercise = a.exercise)
            from attempts a group by exercise"""
        rows = self._use(lambda db: db.execute(query).fetchall())
        return {row[0]: Best(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}

    def _use(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        if self._memory is None:
            try:
                return self._in_file(action)
            except sqlite3.OperationalError as error:
                # Locked, read-only, no such folder, disk full: the file itself may be fine, leave it.
                reason = str(error)
            except sqlite3.DatabaseError:
                aside = self._move_aside()
                try:
                    result = self._in_file(action)
                except (sqlite3.Error, OSError) as error:
                    reason = str(error)
                else:
                    _tell(
                        f"The record of your attempts was damaged. It is kept as {aside}; a new one was begun."
                    )
                    return result
            except OSError as error:
                reason = str(error)
            _tell(
                f"Your attempts cannot be saved in {self.path} ({reason}). The lesson goes on; attempts are "
                "kept until you close this notebook. Close other notebooks, or check the folder's permissions."
            )
            self._memory = sqlite3.connect(":memory:")
            self._memory.executescript(SCHEMA)
        with self._memory:
            return action(self._memory)

    def _in_file(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=LOCK_SECONDS)) as database, database:
            database.executescript(SCHEMA)
            return action(database)

    def _move_aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        try:
            self.path.rename(aside)
        except OSError:
            return self.path
        return aside


def _tell(message: str) -> None:
    warnings.warn(message, RuntimeWarning, stacklevel=2)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
