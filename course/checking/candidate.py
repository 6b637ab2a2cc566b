"""The candidate: what a judge can call. In this process here; a proxy to another process looks the same."""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
import linecache
import traceback
import types
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
from typing import Any, Literal, Protocol

from course.checking.containment import Printed, exit_raises
from course.checking.forbidden import watch_calls
from course.checking.problems import CandidateProblem, ProblemKind
from course.checking.time_limit import TimeLimitReached, time_limit
from course.checking.values import UnusableValue, describe_argument, same, shortened, to_plain

Takes = Literal["function", "model"]

MAX_PRINTED = 10_000
"""Characters of a candidate's printed output that are kept."""

LONGEST_ERROR_TEXT = 400
"""Characters of an exception's own message that are kept."""


class Candidate(Protocol):
    """What a judge needs of a candidate: call it with plain values, get a plain value back.

    `call` raises `CandidateProblem` when there is no usable answer. `printed` is what the candidate
    has written to stdout and stderr so far, `parameters` the names of its positional parameters.
    """

    name: str
    parameters: tuple[str, ...]
    printed: str

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the candidate once."""
        ...


class LocalCandidate:
    """A candidate in this process.

    Args:
        target: the learner's function, or a model with `predict`.
        name: how messages call it.
        takes: "function": `target(*args)`; "model": `target.predict(*args)`.
        seconds: time limit of one call.
        forbids: dotted names of functions the answer must not call.

    Raises:
        CandidateProblem: of kind NOT_CALLABLE when the target is a value instead of a function or model.
    """

    def __init__(
        self,
        target: Any,
        name: str,
        *,
        takes: Takes = "function",
        seconds: float = 10.0,
        forbids: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.printed = ""
        self._seconds = seconds
        self._forbids = forbids
        self._function = _callable_of(target, name, takes)
        self._globals = _globals_of(self._function)
        self.parameters = _parameter_names(self._function)

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the candidate with copies of the inputs and rebuild its answer from plain types.

        Raises:
            CandidateProblem: see `ProblemKind` for what can happen instead of an answer.
        """
        given_args, given_kwargs = copy.deepcopy((list(args), kwargs))
        printed = Printed(MAX_PRINTED - len(self.printed))
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
                exit_raises(),
                time_limit(self._seconds),
            ):
                with watch_calls(self._forbids, self._function, self._globals) as called:
                    returned = self._function(*given_args, **given_kwargs)
                if returned is Ellipsis or returned is NotImplemented:
                    raise self._not_written("...")
                if called:
                    raise self._forbidden(called[0])
                # Inside the limit too: what came back may run the learner's code when it is looked at.
                self._insist_on_untouched(args, given_args, self.parameters)
                self._insist_on_untouched(kwargs.values(), given_kwargs.values(), tuple(kwargs))
                return self._rebuilt(returned)
        except (KeyboardInterrupt, CandidateProblem):
            raise
        except BaseException as error:
            raise self._problem(error) from error
        finally:
            self.printed += printed.text

    def _rebuilt(self, returned: Any) -> Any:
        try:
            return to_plain(returned)
        except UnusableValue as error:
            message = f"`{self.name}` returned {shortened(str(error), LONGEST_ERROR_TEXT)}."
            raise CandidateProblem(ProblemKind.UNUSABLE_VALUE, message) from error

    def _insist_on_untouched(
        self, before: Iterable[Any], after: Iterable[Any], names: tuple[str, ...]
    ) -> None:
        for original, given, name in zip(before, after, chain(names, repeat("image")), strict=False):
            if not same(original, given):
                raise CandidateProblem(
                    ProblemKind.CHANGED_INPUT,
                    f"`{self.name}` changed its input `{name}`, so whoever called it lost the original. "
                    f"Work on a copy: start with `{name} = {name}.copy()`.",
                )

    def _forbidden(self, library_name: str) -> CandidateProblem:
        return CandidateProblem(
            ProblemKind.FORBIDDEN_CALL,
            f"`{self.name}` calls `{library_name}`. Here the point is to build it yourself; "
            "the library's version comes right after this exercise.",
        )

    def _problem(self, error: BaseException) -> CandidateProblem:
        line, line_number, raised_here = self._learner_line(error)
        where = {"line": line, "line_number": line_number}
        if isinstance(error, TimeLimitReached):
            return CandidateProblem(
                ProblemKind.TIMED_OUT,
                f"`{self.name}` had not returned after {self._seconds:g} seconds. Does a loop never end, "
                "or does a loop over pixels do work that one array operation could do?",
                **where,
            )
        if isinstance(error, RecursionError):
            return CandidateProblem(
                ProblemKind.ENDLESS_RECURSION,
                f"`{self.name}` calls itself again and again without an end. "
                "Which input should it answer without calling itself?",
                **where,
            )
        if isinstance(error, NotImplementedError) and raised_here:
            return self._not_written("raise NotImplementedError")
        kind = type(error).__name__
        text = _text_of(error)
        if isinstance(error, SystemExit):
            text = "exit() or sys.exit() would end the whole notebook; use return"
        return CandidateProblem(
            ProblemKind.RAISED,
            f"`{self.name}` stopped with {kind}: {text}" if text else f"`{self.name}` stopped with {kind}.",
            error_types=tuple(base.__name__ for base in type(error).__mro__),
            error_text=text,
            **where,
        )

    def _not_written(self, still_there: str) -> CandidateProblem:
        return CandidateProblem(
            ProblemKind.NOT_ATTEMPTED,
            f"`{self.name}` is not written yet: it ends at `{still_there}`. Put your code in the place of that line.",
        )

    def _learner_line(self, error: BaseException) -> tuple[str, int, bool]:
        """The last line of the learner's own code in a traceback, its number, and whether it raised."""
        line, number, raised_here = "", 0, False
        for frame, lineno in traceback.walk_tb(error.__traceback__):
            raised_here = self._globals is not None and frame.f_globals is self._globals
            if raised_here:
                number = lineno
                line = linecache.getline(frame.f_code.co_filename, lineno, frame.f_globals).strip()
        return line, number, raised_here


def _text_of(error: BaseException) -> str:
    try:
        return shortened(str(error), LONGEST_ERROR_TEXT)
    except Exception:
        return ""  # an exception class of the learner's own, with a defect in it


def _callable_of(target: Any, name: str, takes: Takes) -> Callable[..., Any]:
    if isinstance(target, type):
        raise CandidateProblem(
            ProblemKind.NOT_CALLABLE,
            f"this exercise needs a {takes}; you gave the class `{target.__name__}`.",
        )
    if takes == "model" and callable(getattr(target, "predict", None)):
        return target.predict
    if callable(target):
        return target
    kind = type(target).__name__
    if takes == "model":
        message = (
            f"this exercise needs a trained model with a `predict` method; you gave a value of type `{kind}`."
        )
    else:
        message = (
            f"this exercise needs the function itself; you gave a value of type `{kind}`. "
            f"Write `{name}` without parentheses behind it."
        )
    raise CandidateProblem(ProblemKind.NOT_CALLABLE, message)


def _globals_of(function: Any) -> dict[str, Any] | None:
    """The global namespace of the code behind a function, method, partial or callable object."""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif isinstance(function, types.MethodType):
            function = function.__func__
        elif "__wrapped__" in getattr(function, "__dict__", {}):
            function = function.__wrapped__
        elif isinstance(function, types.FunctionType):
            return function.__globals__
        else:
            return getattr(type(function).__call__, "__globals__", None)


def _parameter_names(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's positional parameters; () where Python cannot tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ()
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(parameter.name for parameter in parameters if parameter.kind in positional)


class Answer:
    """A candidate as a judge sees it: call it like a function. Remembers how it was last called."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.last_call = ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the candidate; see `Candidate.call` for what it raises."""
        names = self.candidate.parameters + ("",) * len(args)
        arguments = [describe_argument(value, name) for value, name in zip(args, names, strict=False)]
        arguments += [f"{key}={describe_argument(value)}" for key, value in kwargs.items()]
        self.last_call = f"{self.candidate.name}({', '.join(arguments)})"
        return self.candidate.call(args, kwargs)
