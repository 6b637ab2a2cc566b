"""What a learner has tried, in a local SQLite file. Losing the file never stops a lesson."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from course.checking.contract.verdict import Outcome, Verdict

LOCK_SECONDS = 0.5
"""How long to wait for another notebook that is writing at this moment."""

COLUMNS = {
    "attempts": {
        "time": "text",
        "exercise": "text",
        "outcome": "text",
        "score": "real",
        "points": "real",
        "parts": "text",
    },
    "hints": {"time": "text", "exercise": "text"},
    "solutions": {"time": "text", "exercise": "text"},
}
"""The tables. A file of a later version may have more columns, as long as these are there."""

SCHEMA = ";".join(
    f"create table if not exists {table} ({', '.join(f'{name} {kind} not null' for name, kind in columns.items())})"
    for table, columns in COLUMNS.items()
)

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


def attempts_file() -> Path:
    """Where the attempts are: the user's data folder, or the folder in WORKBOOK_HOME."""
    from platformdirs import user_data_path

    chosen = os.environ.get("WORKBOOK_HOME")
    try:
        folder = Path(chosen).expanduser() if chosen else user_data_path("image-recognition-workbook")
    except RuntimeError:  # this system knows no home folder, as it may be in a container
        folder = Path(os.devnull) / (chosen or "~")
    return folder / "attempts.sqlite"


class AttemptLog:
    """The attempts of one learner.

    Every method works whatever the state of the file. A damaged file, or one of another program, is
    moved aside under a new name and a fresh one begun. When the file cannot be used just now (locked,
    read-only, disk full), rows wait in memory and go into the file as soon as it can be used again; the
    learner is told once.

    Args:
        path: the file; it and its folder need not exist yet.
        tell: called with a message for the learner; by default it goes to stderr.
    """

    def __init__(self, path: Path, tell: Callable[[str], None] | None = None) -> None:
        self.path = path
        self._tell = tell or _print_to_stderr
        self._told = False
        self._waiting = sqlite3.connect(":memory:", check_same_thread=False)
        self._waiting.executescript(SCHEMA)

    def record(self, verdict: Verdict) -> None:
        """Remember one check. An exercise that was not attempted leaves no trace."""
        if verdict.outcome is Outcome.NOT_ATTEMPTED:
            return
        parts = json.dumps({part.name: str(part.outcome) for part in verdict.parts})
        row = (_now(), verdict.exercise_id, str(verdict.outcome), verdict.score, verdict.points, parts)
        self._use(lambda database: _insert(database, "attempts", [row]))

    def attempted(self, exercise_id: str) -> bool:
        """Whether the exercise has been checked at least once with an answer in place."""
        return self._use(lambda database: _count(database, "attempts", exercise_id)) > 0

    def next_hint(self, exercise_id: str) -> int:
        """How many hints have been shown before; counts one more as shown."""

        def count_and_add(database: sqlite3.Connection) -> int:
            # Write first: a transaction that begins by reading cannot wait for another writer.
            _insert(database, "hints", [(_now(), exercise_id)])
            return _count(database, "hints", exercise_id) - 1

        return self._use(count_and_add)

    def note_solution(self, exercise_id: str) -> None:
        """Remember that the full solution has been shown."""
        self._use(lambda database: _insert(database, "solutions", [(_now(), exercise_id)]))

    def best(self) -> dict[str, Best]:
        """The best attempt at every exercise that has one, by exercise id."""
        # Beside max(), SQLite takes the other columns from the row where the maximum is.
        query = """
            select exercise, count(*), score, points,
                (select count(*) from hints h where h.exercise = a.exercise),
                (select count(*) from solutions s where s.exercise = a.exercise), max(score / points)
            from attempts a where points > 0 group by exercise"""
        rows = self._use(lambda database: database.execute(query).fetchall())
        return {row[0]: Best(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows}

    def _use(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            return self._in_file(action)
        except sqlite3.OperationalError as error:
            reason = str(error)  # locked, read-only, no such folder, disk full: the file itself may be fine
        except sqlite3.DatabaseError:
            try:
                aside = self._move_aside()
                result = self._in_file(action)
            except (sqlite3.Error, OSError) as error:
                reason = str(error)
            else:
                self._tell(
                    "The record of your attempts was damaged, or written by another version of the course. "
                    f"It is kept as {aside}; a new one was begun."
                )
                return result
        except OSError as error:
            reason = str(error)
        if not self._told:
            self._told = True
            self._tell(
                f"Your attempts cannot be saved in {self.path} ({reason}). The lesson goes on: they are kept "
                "until you close this notebook, and saved as soon as that works again. Close other "
                "notebooks, check the folder's permissions and the disk's free space, or set WORKBOOK_HOME to a "
                "folder you may write to."
            )
        with self._waiting:
            return action(self._waiting)

    def _in_file(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=LOCK_SECONDS)) as database:
            database.executescript(SCHEMA)
            _insist_on_columns(database)
            with database:
                for table in COLUMNS:
                    _insert(database, table, _rows(self._waiting, table))
                result = action(database)
        with self._waiting:
            for table in COLUMNS:
                self._waiting.execute(f"delete from {table}")
        return result

    def _move_aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self.path.with_name(f"{self.path.stem}.damaged-{stamp}{self.path.suffix}")
        self.path.rename(aside)
        return aside


def _insert(database: sqlite3.Connection, table: str, rows: list[tuple[str | float, ...]]) -> None:
    if not rows:
        return  # and so take no lock: reading works in a read-only folder
    names = COLUMNS[table]
    marks = ", ".join("?" * len(names))
    database.executemany(f"insert into {table} ({', '.join(names)}) values ({marks})", rows)


def _rows(database: sqlite3.Connection, table: str) -> list[tuple[str | float, ...]]:
    return database.execute(f"select {', '.join(COLUMNS[table])} from {table}").fetchall()


def _count(database: sqlite3.Connection, table: str, exercise_id: str) -> int:
    query = f"select count(*) from {table} where exercise = ?"
    return int(database.execute(query, (exercise_id,)).fetchone()[0])


def _insist_on_columns(database: sqlite3.Connection) -> None:
    for table, names in COLUMNS.items():
        present = {row[1] for row in database.execute(f"pragma table_info({table})")}
        if not names.keys() <= present:
            raise sqlite3.DatabaseError(f"table {table} has other columns")


def _print_to_stderr(message: str) -> None:
    print(message, file=sys.stderr)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
