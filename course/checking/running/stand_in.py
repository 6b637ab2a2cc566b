"""An object that takes a library function's place for a while and announces who calls it."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class StandIn:
    """Calls and reads like the function it stands for (`np.add.reduce` too), announcing each call."""

    def __init__(self, function: Any, announce: Callable[[FrameType, StandIn], None]) -> None:
        self._function = function
        self._announce = announce

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Announce the call, then make it."""
        self._announce(sys._getframe(1), self)
        return self._function(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)


@contextmanager
def standing_in(
    name: str, function: Any, namespace: dict[str, Any], announce: Callable[[FrameType, StandIn], None]
) -> Iterator[None]:
    """Put a stand-in where the function is found: in its module, and under every alias in a namespace.

    Args:
        name: dotted name of the function.
        function: the function.
        namespace: global names of the learner's notebook, where `from cv2 import threshold as t` left an alias.
        announce: called with the calling frame and the stand-in before every call.
    """
    module_name, _, attribute = name.rpartition(".")
    module = pkgutil.resolve_name(module_name)
    stand_in = StandIn(function, announce)
    aliases = [alias for alias, value in namespace.items() if value is function]
    setattr(module, attribute, stand_in)
    namespace.update(dict.fromkeys(aliases, stand_in))
    try:
        yield
    finally:
        setattr(module, attribute, function)
        for alias in aliases:
            if namespace.get(alias) is stand_in:
                namespace[alias] = function
