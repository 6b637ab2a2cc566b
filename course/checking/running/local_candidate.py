"""A candidate in this process: the learner's object, called with care."""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
import linecache
import re
import sys
import traceback
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any

import numpy as np

from course.checking.contract.callback import Callback
from course.checking.contract.candidate import MAX_PRINTED, Takes
from course.checking.contract.problems import CandidateProblem, ProblemKind
from course.checking.contract.values import (
    UnusableValue,
    same,
    shortened,
    to_plain,
    well_formed,
    without_colours,
)
from course.checking.running.containment import Printed, exit_raises
from course.checking.running.forbidden import is_package, watch_calls
from course.checking.running.time_limit import PATIENCE, TimeLimit, TimeLimitReached, time_limit

LONGEST_ERROR_TEXT = 400
"""Characters of an exception's own message that are kept."""

KERAS_ARGUMENTS = "\n\nArguments received by"
"""Keras writes its messages in bold, and ends them with every argument of a call that the learner never wrote."""

LONGEST_LINE = 400
"""Characters of a learner's line that are kept."""

MAX_CONFIGURATION = 2_000_000
"""Characters of a Keras model's configuration."""

NEEDED = {
    "function": "the function itself",
    "model": "a trained model with a `predict` method",
    "builder": "a function that builds a model",
    "batches": "something that yields batches: a generator, a data set or a keras Sequence",
}


class LocalCandidate:
    """A candidate in this process.

    Args:
        target: the learner's function, model, batches or value.
        name: how messages call it.
        takes: "function": `target(*args)`; "model": `target.predict(*args)`; "builder": the same of what
            `target()` returns, which is called once; "batches": the target is gone
            through, or what it returns when it is a function; "value": the target itself.
        seconds: time limit of one request.
        forbids: dotted names of functions the answer must not call.

    Raises:
        CandidateProblem: of kind NOT_ATTEMPTED for None and `...`, NOT_CALLABLE when the target is of another
            kind than the exercise takes.
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
        self._target = target
        self._builds = takes == "builder"
        self._seconds = seconds
        self._forbids = forbids
        if target is None or target is Ellipsis:
            raise CandidateProblem(ProblemKind.NOT_ATTEMPTED, f"`{name}` is not written yet.")
        self._function = None if takes == "value" else _function_of(target, name, takes)
        self._globals = _globals_of(self._function)
        self.parameters = _parameter_names(self._function) if callable(self._function) else ()

    def call(self, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call the function, or have the model predict, with copies of the inputs.

        A function among them can be called by the answer, see `Callback`.

        Raises:
            CandidateProblem: see `ProblemKind` for what can happen instead of an answer.
        """
        self._build()
        if self._function is None:
            raise self._not_a("function")
        if any(map(callable, args)):
            return self._asked(self._called_with_callbacks, args, kwargs)
        return self._asked(self._function, args, kwargs)

    def _called_with_callbacks(self, *args: Any, **kwargs: Any) -> Any:
        given = [Callback(value) if callable(value) else value for value in args]
        function = self._function
        assert function is not None
        try:
            return function(*given, **kwargs)
        finally:
            for value in given:
                if isinstance(value, Callback):
                    value.close()

    def batches(self, count: int, args: Sequence[Any]) -> list[Any]:
        """The first `count` batches, fewer when there are no more.

        Raises:
            CandidateProblem: see `ProblemKind`.
        """

        def first(*given: Any) -> Any:
            source = self._function(*given) if callable(self._function) else self._function
            if source is Ellipsis or source is NotImplemented:
                return source
            if source is None:
                raise CandidateProblem(
                    ProblemKind.UNUSABLE_VALUE,
                    f"`{self.name}` returned nothing where batches should come. Is a `return` or a `yield` missing?",
                )
            return list(islice(_gone_through(source), count))

        return self._asked(first, args, {})

    def value(self) -> Any:
        """The target itself, rebuilt from plain types.

        Raises:
            CandidateProblem: of kind UNUSABLE_VALUE when it cannot be; its `error_text` says what it is.
        """
        return self._asked(lambda: self._target, (), {}, verb="is")

    def configuration(self) -> str:
        """A Keras model's `to_json()`.

        Raises:
            CandidateProblem: of kind NOT_CALLABLE when it has none, UNUSABLE_VALUE when it is too long.
        """
        self._build()
        if not callable(getattr(self._target, "to_json", None)):
            raise self._not_a("Keras model")
        try:
            text = self._asked(self._target.to_json, (), {}, verb="has a configuration that is")
        except CandidateProblem as problem:
            if "NotImplementedError" not in problem.error_types:
                raise
            raise CandidateProblem(
                ProblemKind.UNUSABLE_VALUE,
                f"`{self.name}` contains a class of your own, whose architecture Keras cannot write down. Build it "
                "with `keras.Sequential`, or with `keras.Model(inputs, outputs)`.",
            ) from problem
        if not isinstance(text, str) or len(text) > MAX_CONFIGURATION:
            raise CandidateProblem(
                ProblemKind.UNUSABLE_VALUE,
                f"`{self.name}` has a configuration of more than {MAX_CONFIGURATION:,} characters. Are there "
                "arrays or word lists among its arguments?",
            )
        return text

    def weights(self) -> list[Any]:
        """A Keras model's `get_weights()`.

        Raises:
            CandidateProblem: of kind NOT_CALLABLE when it has none.
        """
        self._build()
        if not callable(getattr(self._target, "get_weights", None)):
            raise self._not_a("Keras model")
        return self._asked(self._target.get_weights, (), {}, verb="has weights that are")

    def _build(self) -> None:
        """Have the model built that all requests are about, the first time one comes."""
        if not self._builds:
            return
        builder = self._function
        built: list[Any] = []

        def build() -> Any:
            assert builder is not None
            built.extend((builder(), builder()))
            return built[0] if built[0] is Ellipsis or built[0] is NotImplemented else None

        self._asked(build, (), {})
        if not callable(getattr(built[0], "predict", None)):
            message = f"`{self.name}()` should return a model with a `predict` method; yours returned "
            kind = (
                "nothing (is the `return` missing?)" if built[0] is None else f"a {type(built[0]).__name__}"
            )
            raise CandidateProblem(ProblemKind.UNUSABLE_VALUE, message + kind)
        function = _function_of(built[0], self.name, "model")
        if built[0] is built[1]:
            message = f"`{self.name}()` returns the same model each time; it should build a new one"
            raise CandidateProblem(ProblemKind.UNUSABLE_VALUE, message)
        self._builds = False
        self._target, self._function = built[0], function

    def _asked(
        self, work: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], verb: str = "returned"
    ) -> Any:
        """Do the learner's work on copies of the inputs, within limits, and rebuild what came of it."""
        given_args, given_kwargs = copy.deepcopy((list(args), kwargs))
        printed = Printed(MAX_PRINTED - len(self.printed))
        limit = time_limit(self._seconds)
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
                exit_raises(),
                limit,
            ):
                with watch_calls(self._forbids, self._function, self._globals) as called:
                    returned = work(*given_args, **given_kwargs)
                if returned is Ellipsis or returned is NotImplemented:
                    raise self._not_written("...")
                if called:
                    raise self._forbidden(called[0])
                # Inside the limit too: what came back may run the learner's code when it is looked at.
                self._insist_on_untouched(args, given_args, self.parameters)
                self._insist_on_untouched(kwargs.values(), given_kwargs.values(), tuple(kwargs))
                return self._rebuilt(returned, verb)
        except (KeyboardInterrupt, CandidateProblem):
            raise
        except BaseException as error:
            raise self._problem(error, limit) from error
        finally:
            self.printed = (self.printed + well_formed(printed.text))[:MAX_PRINTED]

    def _rebuilt(self, returned: Any, verb: str) -> Any:
        try:
            return to_plain(returned)
        except UnusableValue as error:
            what = shortened(str(error), LONGEST_ERROR_TEXT)
            message = f"`{self.name}` {verb} {what}."
            raise CandidateProblem(ProblemKind.UNUSABLE_VALUE, message, error_text=what) from error

    def _insist_on_untouched(
        self, before: Iterable[Any], after: Iterable[Any], names: tuple[str, ...]
    ) -> None:
        for original, given, name in zip(before, after, chain(names, repeat("image")), strict=False):
            if not same(original, given):
                is_array = isinstance(original, np.ndarray)
                copied = f"{name}.copy()" if is_array else f"copy.deepcopy({name})"
                raise CandidateProblem(
                    ProblemKind.CHANGED_INPUT,
                    f"`{self.name}` changed its input `{name}`, so whoever called it lost the original. "
                    f"Work on a copy: start with `{name} = {copied}`"
                    + ("." if is_array else " (after `import copy`): `.copy()` would share the items."),
                )

    def _forbidden(self, library_name: str) -> CandidateProblem:
        called = f"`{library_name}`"
        if is_package(library_name):
            called = f"a function of `{library_name.removesuffix('.*')}`"
        return CandidateProblem(
            ProblemKind.FORBIDDEN_CALL,
            f"`{self.name}` calls {called}. Here the point is to build it yourself; "
            "the library's version comes right after this exercise.",
        )

    def _problem(self, error: BaseException, limit: TimeLimit) -> CandidateProblem:
        line, line_number, raised_here = self._learner_line(error)
        where: dict[str, Any] = {"line": line, "line_number": line_number}
        if isinstance(error, TimeLimitReached) and limit.waited:
            return CandidateProblem(
                ProblemKind.WAITED,
                f"`{self.name}` had not returned after {self._seconds * PATIENCE:g} seconds, most of which it did not "
                "compute. Does it sleep, or wait for something that never comes?",
                **where,
            )
        if isinstance(error, TimeLimitReached):
            return CandidateProblem(
                ProblemKind.TIMED_OUT,
                f"`{self.name}` had not returned after {self._seconds:g} seconds of computing. Does a loop never end, "
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
        kind = well_formed(type(error).__name__)
        text = _text_of(error)
        if isinstance(error, SystemExit):
            text = "exit() or sys.exit() would end the whole notebook; use return"
        return CandidateProblem(
            ProblemKind.RAISED,
            f"`{self.name}` stopped with {kind}: {text}" if text else f"`{self.name}` stopped with {kind}.",
            error_types=tuple(well_formed(base.__name__) for base in type(error).__mro__),
            error_text=text,
            **where,
        )

    def _not_written(self, still_there: str) -> CandidateProblem:
        return CandidateProblem(
            ProblemKind.NOT_ATTEMPTED,
            f"`{self.name}` is not written yet: it ends at `{still_there}`. Put your code in the place of that line.",
        )

    def _not_a(self, wanted: str) -> CandidateProblem:
        return CandidateProblem(
            ProblemKind.NOT_CALLABLE,
            f"this exercise needs a {wanted}; you gave a value of type `{type(self._target).__name__}`.",
        )

    def _learner_line(self, error: BaseException) -> tuple[str, int, bool]:
        """The last line of the learner's own code in a traceback, its number, and whether it raised."""
        line, number, raised_here = "", 0, False
        for frame, lineno in traceback.walk_tb(error.__traceback__):
            raised_here = self._globals is not None and frame.f_globals is self._globals
            if raised_here:
                number = lineno
                line = linecache.getline(frame.f_code.co_filename, lineno, frame.f_globals).strip()
        return well_formed(shortened(line, LONGEST_LINE)), number, raised_here


def _text_of(error: BaseException) -> str:
    try:
        text = without_colours(str(error)).split(KERAS_ARGUMENTS)[0]
        return well_formed(shortened(re.sub(r"\n\s*", " ", text), LONGEST_ERROR_TEXT))
    except Exception:
        return ""  # an exception class of the learner's own, with a defect in it


def _function_of(target: Any, name: str, takes: Takes) -> Any:
    """What is to be called; for batches also what is to be gone through."""
    if isinstance(target, type):
        raise CandidateProblem(
            ProblemKind.NOT_CALLABLE,
            f"this exercise needs {NEEDED[takes]}; you gave the class `{target.__name__}`.",
        )
    if takes == "builder" and callable(getattr(target, "predict", None)):
        raise CandidateProblem(
            ProblemKind.NOT_CALLABLE,
            f"this exercise needs {NEEDED[takes]}; you gave a model. Write `{name}` without parentheses behind it.",
        )
    if takes == "model" and callable(getattr(target, "predict", None)):
        return functools.partial(target.predict, verbose=0) if _is_keras_model(target) else target.predict
    if takes == "batches" and (hasattr(target, "__iter__") or hasattr(target, "__getitem__")):
        return target
    if callable(target):
        return target
    message = f"this exercise needs {NEEDED[takes]}; you gave a value of type `{type(target).__name__}`."
    if takes == "function":
        message += f" Write `{name}` without parentheses behind it."
    raise CandidateProblem(ProblemKind.NOT_CALLABLE, message)


def _is_keras_model(target: Any) -> bool:
    keras = sys.modules.get("keras")  # whoever has such a model has imported it
    return keras is not None and isinstance(target, keras.Model)


def _gone_through(source: Any) -> Iterator[Any]:
    if hasattr(source, "__getitem__") and hasattr(source, "__len__"):
        return (source[index] for index in range(len(source)))  # a keras Sequence does not iterate by itself
    return iter(source)


def _globals_of(function: Any) -> dict[str, Any] | None:
    """The global namespace of the code behind a function, method, partial, generator or callable object."""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif isinstance(function, types.MethodType):
            function = function.__func__
        elif "__wrapped__" in getattr(function, "__dict__", {}):
            function = function.__wrapped__
        elif isinstance(function, types.FunctionType):
            return function.__globals__
        elif isinstance(function, types.GeneratorType):
            return None if function.gi_frame is None else function.gi_frame.f_globals
        else:
            for method in ("__call__", "__getitem__", "__iter__"):
                namespace = getattr(getattr(type(function), method, None), "__globals__", None)
                if namespace is not None:
                    return namespace
            return None


def _parameter_names(function: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's positional parameters; () where Python cannot tell."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ()
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(parameter.name for parameter in parameters if parameter.kind in positional)
