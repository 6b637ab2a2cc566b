"""Due dates, and what a late submission costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from course.errors import WorkbookError

DAY = 24 * 3600


@dataclass(frozen=True)
class LatePolicy:
    """When modules are due, and what it costs to be late.

    Args:
        due: module -> the moment it is due, with a time zone.
        percent_per_day: share of the earned points, 0 to 100, that each started day costs.
        free_days: days that cost nothing.
    """

    due: Mapping[str, datetime] = field(default_factory=dict)
    percent_per_day: float = 0.0
    free_days: int = 0

    def penalty(self, score: float, seconds_late: float) -> float:
        """Points to take off a score; never more than there are."""
        days = max(0, days_late(seconds_late) - self.free_days)
        return round(min(score, score * days * self.percent_per_day / 100), 6)


def days_late(seconds: float) -> int:
    """Started days after the due date: 0 in time, 1 from the first second on."""
    return math.ceil(max(0.0, seconds) / DAY)


def parse_due(options: Sequence[str], modules: Sequence[str]) -> dict[str, datetime]:
    """Due dates as typed: `01_basics=2026-11-30T23:59`, in this machine's time zone unless one is named.

    Raises:
        WorkbookError: no such module, or no date.
    """
    due = {}
    for option in options:
        module, _, text = option.partition("=")
        if module not in modules:
            raise WorkbookError(
                f"--due {option}: there is no module {module!r}. There are {', '.join(modules)}."
            )
        due[module] = parse_moment(text, f"--due {option}")
    return due


def parse_moment(text: str, where: str) -> datetime:
    """A moment in ISO format, for example 2026-11-30T23:59+01:00; in UTC afterwards.

    Raises:
        WorkbookError: it is none; the message begins with `where`.
    """
    try:
        # nbgrader writes "2026-11-30 23:59:00.000000 UTC" into timestamp.txt.
        moment = datetime.fromisoformat(text.strip().replace(" UTC", "+00:00"))
    except ValueError:
        raise WorkbookError(f"{where}: {text.strip()[:60]!r} is no date; write 2026-11-30T23:59.") from None
    return moment.astimezone(UTC)
