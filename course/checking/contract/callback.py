"""A judge's function as an argument of an answer: the answer calls it, the judge's process computes.

So an answer can be tried on functions it must not see into: a gradient with a planted error, a pipeline that does
not do what it says. Plain values go in and come back, as with an answer itself.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course.checking.contract.values import UnusableValue, shortened, to_plain, well_formed

MAX_QUESTIONS = 5_000
"""How often an answer may call the functions it was given, within one call of it."""

MAX_ARGUMENTS = 20
LONGEST_REFUSAL = 400


class Refused(ValueError):
    """A judge's function could not do anything with what it was called with. Raised in the learner's code."""


class Callback:
    """What an answer gets in the place of a judge's function; works until the answer has returned.

    Args:
        function: the judge's, or one that asks for it in another process. Gets plain values. Whatever it raises
            becomes `Refused`, with its text.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__name__ = name_of(function)
        self._function: Callable[..., Any] | None = function
        self._questions = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Ask the judge.

        Args:
            args: plain values (see `course.checking.contract.values.to_plain`).
            kwargs: the same, by the names of the judge's function.

        Raises:
            Refused: they are not what the function takes, or it was asked too often.
        """
        if self._function is None:
            raise Refused(f"{self.__name__} can only be called while your function runs")
        self._questions += 1
        if self._questions > MAX_QUESTIONS:
            raise Refused(f"{self.__name__} was called more than {MAX_QUESTIONS:,} times")
        try:
            plain = [to_plain(value) for value in self._in_order(args, kwargs)]
        except UnusableValue as error:
            raise Refused(f"{self.__name__} was given {error}") from None
        return answered(self._function, plain)

    def _in_order(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Any]:
        """All arguments by their places."""
        if not kwargs or self._function is None:
            return list(args)
        names = parameters_of(self._function)
        expected = names[len(args) : len(args) + len(kwargs)]
        if set(expected) != set(kwargs):
            raise Refused(f"{self.__name__}({', '.join(names)}) was called with other arguments")
        return [*args, *(kwargs[name] for name in expected)]

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    def close(self) -> None:
        """From now on it refuses."""
        self._function = None


def name_of(function: Callable[..., Any]) -> str:
    """What a learner reads as the function's name."""
    return str(getattr(function, "__name__", "function"))


def parameters_of(function: Callable[..., Any]) -> list[str]:
    """The names of its arguments that have a place."""
    placed = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [each.name for each in inspect.signature(function).parameters.values() if each.kind in placed]


def answered(function: Callable[..., Any], args: list[Any]) -> Any:
    """What a judge's function gives, a copy of its own.

    Raises:
        Refused: it raised anything.
    """
    if len(args) > MAX_ARGUMENTS:
        raise Refused(f"{name_of(function)} was given {len(args)} arguments")
    try:
        return copy.deepcopy(function(*args))
    except Refused:
        raise
    except Exception as error:
        raise Refused(well_formed(shortened(str(error), LONGEST_REFUSAL))) from None
