"""Due dates, and what a late submission costs."""

from __future__ import annotations

import math
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from course.errors import WorkbookError

DAY = 24 * 3600

NAMED_ZONE = re.compile(r"(?P<stamp>\S+(?: [\d:.]+)?) (?P<zone>[A-Za-z][\w/+-]*)")
"""A moment and the name of a zone, as in 2026-11-30 23:59:00 Europe/Berlin."""


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
    """Due dates as typed: `01_basics=2026-11-30T23:59`, or `01_basics=2026-11-30` for the end of that day.

    Without a module it is the date of all that have none of their own. The time is this machine's unless a zone is
    named: `+01:00`, `Europe/Berlin`.

    Raises:
        WorkbookError: no such module, no date, or no such zone.
    """
    for_all: dict[str, datetime] = {}
    own: dict[str, datetime] = {}
    for option in options:
        module, named, text = option.rpartition("=")
        if named and module not in modules:
            raise WorkbookError(
                f"--due {option}: there is no module {module!r}. There are {', '.join(modules)}."
            )
        moment, whole_day = _read(text, f"--due {option}")
        moment = (moment + timedelta(days=1, seconds=-1) if whole_day else moment).astimezone(UTC)
        if named:
            own[module] = moment
        else:
            for_all = dict.fromkeys(modules, moment)
    return for_all | own


def due_lines(due: Mapping[str, datetime]) -> list[str]:
    """For the instructor: when each module is due, in this machine's time zone, which is named."""
    local = {module: moment.astimezone() for module, moment in due.items()}
    return [f"{module} is due {moment:%Y-%m-%d %H:%M:%S %Z (UTC%z)}." for module, moment in local.items()]


def parse_timestamp(data: bytes) -> datetime:
    """When a submission was handed in, as nbgrader writes it into timestamp.txt; in UTC.

    `2026-11-30 23:59:00.000000 UTC`, `2026-11-30 23:59:00 Europe/Berlin`, `... +0100`; without a zone it is UTC, as
    `nbgrader zip_collect` writes it. Any of Unicode's encodings with a byte-order mark, or UTF-8.

    Raises:
        WorkbookError: it is no date, or there is no such zone.
    """
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    moment, _ = _read(data.decode(encoding, errors="replace"), "timestamp.txt")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _read(text: str, where: str) -> tuple[datetime, bool]:
    """A moment, with a zone where one is named, and whether it is a day without a time."""
    text = text.strip()
    parts = NAMED_ZONE.fullmatch(text)
    stamp, zone = (parts["stamp"], parts["zone"]) if parts else (text, "")
    try:
        moment = datetime.fromisoformat(stamp.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        raise WorkbookError(f"{where}: {text[:60]!r} is no date; write 2026-11-30T23:59.") from None
    if zone:
        try:
            moment = moment.replace(tzinfo=ZoneInfo(zone))
        except (KeyError, ValueError, OSError):
            raise WorkbookError(
                f"{where}: there is no time zone {zone[:40]!r}; write Europe/Berlin or +01:00."
            ) from None
    return moment, len(stamp) == len("2026-11-30")
