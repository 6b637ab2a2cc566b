"""Notice when an answer calls a function that would skip the point of the exercise.

The call itself is observed while the answer runs, so an alias, `from x import y as z` or `getattr`
make no difference, and a library that uses the function inside does not count as the learner's call.
"""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from course.checking.running.stand_in import StandIn, standing_in

DIRECT_CALLER = "course.checking.running.local_candidate"
"""The module that calls the learner's function: when that *is* the forbidden one, the call comes from there."""


@dataclass(frozen=True)
class Target:
    """A forbidden function.

    Args:
        name: its dotted name.
        function: the object itself; of a class its `__init__`.
        owner: the class it belongs to, None for a plain function.
        code: its code, None when it is written in C.
        wrappers: code of the decorators around it.
    """

    name: str
    function: Any
    owner: type | None
    code: CodeType | None
    wrappers: frozenset[CodeType]


@contextmanager
def watch_calls(
    forbidden: Sequence[str], candidate: Any, learner_globals: dict[str, Any] | None
) -> Iterator[list[str]]:
    """Collect the forbidden functions that learner code calls inside the block.

    Args:
        forbidden: dotted names, for example "skimage.filters.threshold_otsu" or "cv2.threshold"; with ".*" at the
            end whatever is written in Python in a package, for example "keras.*".
        candidate: what is called inside the block.
        learner_globals: the global namespace of the learner's function. Code with these globals, or
            with those of a notebook, is the learner's.

    Yields:
        The list of names called so far, each once.
    """
    called: list[str] = []
    packages = [name for name in forbidden if is_package(name)]
    functions = [name for name in forbidden if not is_package(name) and is_loaded(name)]
    targets = [target for target in map(find_target, functions) if target is not None]
    if not targets and not packages:
        yield called
        return

    def note(name: str) -> None:
        if name not in called:
            called.append(name)

    def is_learners(frame: FrameType) -> bool:
        namespace = frame.f_globals
        return namespace is learner_globals or namespace.get("__name__") in ("__main__", DIRECT_CALLER)

    before = sys.getprofile()
    with ExitStack() as stack:
        for target in targets:
            if target.function is candidate:
                note(target.name)
            if target.code is None and target.owner is None:
                stack.enter_context(_announced(target, learner_globals, note, is_learners))
        sys.setprofile(_observer(targets, packages, note, is_learners))
        try:
            yield called
        finally:
            sys.setprofile(before)


def is_package(name: str) -> bool:
    """Whether all of a package is forbidden."""
    return name.endswith(".*")


def is_loaded(name: str) -> bool:
    """Whether the module of a forbidden function is imported already.

    Importing it only to watch it would make a learner's first check wait for seconds. An answer that
    imports it inside the function is noticed at its next call.
    """
    owner = name.rpartition(".")[0]
    if owner in sys.modules:
        return True
    # Not a module that is there, so perhaps a class in one; a lazy package lists its classes by name alone.
    module, _, class_name = owner.rpartition(".")
    found = vars(sys.modules[module]).get(class_name) if module in sys.modules else None
    return isinstance(found, type) or (module in sys.modules and class_name[:1].isupper())


def find_target(name: str) -> Target | None:
    """What stands behind a dotted name; None when its package is not installed or lacks it."""
    try:
        function = pkgutil.resolve_name(name)
        parent = pkgutil.resolve_name(name.rpartition(".")[0])
    except (ImportError, AttributeError):
        return None
    owner = parent if inspect.isclass(parent) else None
    if inspect.isclass(function):
        owner, function = function, function.__init__
    layers = [function]
    while hasattr(layers[-1], "__wrapped__"):
        layers.append(layers[-1].__wrapped__)
    codes = [getattr(layer, "__code__", None) for layer in layers]
    return Target(name, function, owner, codes[-1], frozenset(code for code in codes[:-1] if code))


def can_be_watched(target: Target) -> bool:
    """Whether calls are noticed: not those of a class written in C."""
    return target.code is not None or not isinstance(target.function, type(object.__init__))


def _observer(
    targets: list[Target],
    packages: list[str],
    note: Callable[[str], None],
    is_learners: Callable[[FrameType], bool],
) -> Callable[[FrameType, str, Any], None]:
    """A profile function that notes the calls of targets, and of anything in the packages, from learner code."""
    in_python = {target.code: target for target in targets if target.code is not None}
    in_c = {id(target.function): target for target in targets if target.code is None}
    prefixes = {package.removesuffix("*"): package for package in packages}
    c_methods = {target.function.__name__: target for target in in_c.values() if target.owner is not None}

    def observe(frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            target = in_c.get(id(argument))
            if target is None and c_methods:
                target = c_methods.get(argument.__name__)
                if target is not None and not (target.owner and isinstance(argument.__self__, target.owner)):
                    return
            if target is not None and is_learners(frame):
                note(target.name)
        elif event == "call":
            target = in_python.get(frame.f_code)
            if (
                target is not None
                and _is_of(frame, target)
                and is_learners(_caller(frame.f_back or frame, target))
            ):
                note(target.name)
            elif packages:
                module = frame.f_globals.get("__name__", "") + "."
                for prefix, package in prefixes.items():
                    if module.startswith(prefix) and is_learners(_asking(frame)):
                        note(package)

    return observe


@contextmanager
def _announced(
    target: Target,
    learner_globals: dict[str, Any] | None,
    note: Callable[[str], None],
    is_learners: Callable[[FrameType], bool],
) -> Iterator[None]:
    """Have a stand-in announce the calls that no profile function sees: C calling C, and ufuncs."""

    def announce(caller: FrameType, stand_in: StandIn) -> None:
        if is_learners(_caller(caller, target, stand_in)):
            note(target.name)

    with standing_in(target.name, target.function, learner_globals or {}, announce):
        yield


def _is_of(frame: FrameType, target: Target) -> bool:
    """For a method: whether it is called on the target's class and not on a relative that shares it."""
    names = frame.f_code.co_varnames
    if target.owner is None or not names:
        return True
    first = frame.f_locals.get(names[0])
    return isinstance(first, target.owner) or (isinstance(first, type) and issubclass(first, target.owner))


def _caller(frame: FrameType, target: Target, stand_in: StandIn | None = None) -> FrameType:
    """The frame that decided to call: not a decorator, and not one that was handed the function to call."""
    functions = (target.function, stand_in)
    while frame.f_back is not None:
        if frame.f_code not in target.wrappers and not _was_handed(frame, functions):
            break
        frame = frame.f_back
    return frame


def _asking(frame: FrameType) -> FrameType:
    """The frame that decided to call what runs in `frame`: not one that was handed it as an argument."""
    code, caller = frame.f_code, frame.f_back or frame
    while caller.f_back is not None and any(
        getattr(argument, "__code__", None) is code for argument in caller.f_locals.values()
    ):
        caller = caller.f_back
    return caller


def _was_handed(frame: FrameType, functions: tuple[Any, ...]) -> bool:
    """Whether one of the functions is an argument of the frame's, or belongs to the object it is a method of."""
    code = frame.f_code
    arguments = [
        frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + 2]
    ]
    if arguments:
        arguments += vars(arguments[0]).values() if hasattr(arguments[0], "__dict__") else ()
    return any(
        argument is function for argument in arguments for function in functions if function is not None
    )
