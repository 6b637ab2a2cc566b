"""Group what learners were told, so that the same mistake with other numbers counts as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

NAMES_KEPT = 12
"""So many students are named beside a message; the others are counted."""

_NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?%?", re.IGNORECASE)
_ROW_OF_NUMBERS = re.compile(r"#(?:(?:,| x| to| and) *#)+")
_PLACE = re.compile(r"^[\w-]+(?:, cell \d+)?: ")
_EXERCISE = re.compile(r"\b\w+/\w+\b")
_LONGEST_KEY, _LONGEST_EXAMPLE = 400, 600


def normalised(message: str) -> str:
    """A message without its numbers: "12 of 24 differ" and "7 of 30 differ" become the same text."""
    text = _ROW_OF_NUMBERS.sub("#", _NUMBER.sub("#", message[: 4 * _LONGEST_KEY]))
    return " ".join(text.split())[:_LONGEST_KEY]


def without_place(remark: str) -> str:
    """A remark without notebook, cell and exercise, so that the same repair in two places is one kind."""
    return normalised(_EXERCISE.sub("#", _PLACE.sub("", remark[: 4 * _LONGEST_KEY])))


@dataclass
class Group:
    """One kind of message.

    Args:
        example: the first such message, word for word (its first 600 characters).
        count: how many students (not how many times).
        students: the first few of them.
    """

    example: str
    count: int = 0
    students: list[str] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Students who are counted but not named."""
        return self.count - len(self.students)


class Grouped:
    """Messages counted by kind; the memory grows with the kinds, not with the class.

    Args:
        kind: messages for which this returns the same text are one group.
    """

    def __init__(self, kind: Callable[[str], str] = normalised) -> None:
        self._kind = kind
        self._groups: dict[str, Group] = {}

    def add(self, student: str, messages: Iterable[str]) -> None:
        """Count one student's messages; two of the same kind count once."""
        firsts: dict[str, str] = {}
        for message in messages:
            firsts.setdefault(self._kind(message), message[:_LONGEST_EXAMPLE])
        for kind, message in firsts.items():
            group = self._groups.setdefault(kind, Group(message))
            group.count += 1
            if len(group.students) < NAMES_KEPT:
                group.students.append(student)

    def most_common(self, limit: int | None = None) -> list[Group]:
        """The groups, the largest first; equal ones in the order in which they came."""
        return sorted(self._groups.values(), key=lambda group: -group.count)[:limit]

    def __len__(self) -> int:
        return len(self._groups)
