"""Keep what a candidate does to its surroundings (print, exit, write to stderr) away from them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Printed(io.TextIOBase):
    """A stream that keeps the first characters written to it and lets the rest go.

    Closing it does nothing, so that an answer that closes `sys.stdout` harms nobody.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: list[str] = []

    def writable(self) -> bool:
        """Always: there is no end to what may be printed."""
        return True

    def write(self, text: str) -> int:
        """Keep as much of the text as there is room for."""
        if self._room > 0:
            kept = text[: self._room]
            self._kept.append(kept)
            self._room -= len(kept)
        return len(text)

    def close(self) -> None:
        """Stay open."""

    @property
    def text(self) -> str:
        """What has been kept."""
        return "".join(self._kept)


@contextmanager
def exit_raises() -> Iterator[None]:
    """Let `exit()` raise SystemExit in a notebook too, where it would end the kernel a moment later."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        yield
        return

    def stop() -> None:
        raise SystemExit

    shell.ask_exit = stop
    try:
        yield
    finally:
        del shell.ask_exit


@contextmanager
def without_stderr() -> Iterator[None]:
    """Let nothing reach stderr, by whatever way: one line there makes nbgrader fail a right answer.

    A kernel publishes three things as stderr: what is written to `sys.stderr`, what is written to that
    stream by those who kept it (a logging handler), and what C code writes to file descriptor 2.
    """
    stream: Any = sys.stderr
    with suppress(Exception):
        stream.flush()
    swallowed = _swallow_writes(stream)
    saved = _silence_descriptor()
    try:
        yield
    finally:
        if saved is not None:
            os.dup2(saved, 2)
            os.close(saved)
        if swallowed:
            del stream.write


def _swallow_writes(stream: Any) -> bool:
    try:
        stream.write = len
    except (AttributeError, TypeError):
        return False  # a stream of C code, as in a terminal, where no kernel publishes it
    return True


def _silence_descriptor() -> int | None:
    try:
        saved = os.dup(2)
    except OSError:
        return None  # there is no descriptor 2
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return saved
