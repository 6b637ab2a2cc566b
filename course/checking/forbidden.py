"""Notice when an answer calls a function that would skip the point of the exercise.

The call itself is observed while the answer runs, so an alias, `from x import y as z` or `getattr`
make no difference, and a library that uses the function inside does not count as the learner's call.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any


@contextmanager
def watch_calls(forbidden: Sequence[str], learner_globals: dict[str, Any] | None) -> Iterator[list[str]]:
    """Collect the forbidden functions that learner code calls inside the block.

    Args:
        forbidden: dotted names, for example "skimage.filters.threshold_otsu" or "cv2.threshold".
        learner_globals: the global namespace of the learner's notebook; a call counts when it comes
            from code with these globals. None: nothing is watched.

    Yields:
        The list of names called so far, each once.
    """
    called: list[str] = []
    if not forbidden or learner_globals is None:
        yield called
        return
    python_names, builtin_names = _resolve(forbidden)

    def note(name: str) -> None:
        if name not in called:
            called.append(name)

    def observe(frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            name = builtin_names.get(id(argument))
            if name and frame.f_globals is learner_globals:
                note(name)
        elif event == "call":
            name = python_names.get(frame.f_code)
            if name and _caller_outside_package(frame) is learner_globals:
                note(name)

    before = sys.getprofile()
    sys.setprofile(observe)
    try:
        yield called
    finally:
        sys.setprofile(before)


def _resolve(forbidden: Sequence[str]) -> tuple[dict[CodeType, str], dict[int, str]]:
    python_names: dict[CodeType, str] = {}
    builtin_names: dict[int, str] = {}
    for name in forbidden:
        target = _find(name)
        if target is None:
            continue
        if inspect.isclass(target):
            target = target.__init__
        code = getattr(inspect.unwrap(target), "__code__", None)
        if code is not None:
            python_names[code] = name
        else:
            builtin_names[id(target)] = name
    return python_names, builtin_names


def _find(name: str) -> Any | None:
    """The object behind a dotted name; None when its package is not installed or lacks it."""
    module_name, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module_name), attribute)
    except (ImportError, AttributeError):
        return None


def _caller_outside_package(frame: FrameType) -> dict[str, Any] | None:
    """Globals of the nearest frame that is not in the called function's own top-level package."""
    package = frame.f_globals.get("__name__", "").partition(".")[0]
    caller = frame.f_back
    while caller is not None and caller.f_globals.get("__name__", "").partition(".")[0] == package:
        caller = caller.f_back
    return caller.f_globals if caller is not None else None
