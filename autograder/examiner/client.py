"""Steer an examiner: start its process, have it listen, fetch the verdict."""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import heldout as own_heldout
from autograder.examiner.examination import Examination, unexamined
from autograder.reasons import Reason
from course.checking.definition.cases import Seed
from course.checking.wire.frames import EXAMINER_VARIABLE
from course.errors import WorkbookError

__all__ = ["Examination", "Examiner", "ExaminerFailed", "unexamined"]

START_SECONDS = 120.0
"""Importing every library that exercises use, on a busy machine."""

END_SECONDS = 5.0

COMMAND = [sys.executable, "-P", "-m", "autograder.examiner"]
ENVIRONMENT = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "MPLBACKEND": "agg"}

TOO_LONG = "Checking this answer took longer than it may, so there is no result."
SENTENCES = {
    Reason.TIME: TOO_LONG,
    Reason.CLOCK: TOO_LONG,
    Reason.EXAMINER_DIED: (
        "The examiner ended while it checked this answer, so there is no result. Please tell your instructor."
    ),
}

log = logging.getLogger(__name__)


class ExaminerFailed(WorkbookError):
    """The examiner cannot work at all; the message says why."""


@dataclass(frozen=True)
class _Listening:
    """What `listen` was last asked for."""

    exercise_id: str
    socket_path: Path
    clock_seconds: float


class Examiner:
    """A trusted process that judges answers, one after the other. A context manager.

    Args:
        seed: the secret from which held-out cases are drawn; the same one gives the same cases.
        heldout: folder of extra held-out cases, None for none.
    """

    def __init__(self, seed: Seed, *, heldout: Path | None = own_heldout.FOLDER) -> None:
        self._setup = {"seed": seed, "heldout": None if heldout is None else str(heldout)}
        self._process: subprocess.Popen[bytes] | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as this object)
        self._unread = bytearray()
        self._listening: _Listening | None = None

    def __enter__(self) -> Examiner:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now instead of at the first `listen`; its imports take seconds."""
        environment = {name: value for name, value in os.environ.items() if name != EXAMINER_VARIABLE}
        self._unread.clear()
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment | ENVIRONMENT,
            bufsize=0,
        )
        self._tell(self._setup)

    def listen(self, exercise_id: str, socket_path: Path, seconds: float, clock_seconds: float) -> None:
        """Have the examiner listen for the answer to one exercise; returns once its socket accepts.

        One connection is judged; later ones are refused, and the socket is gone afterwards.

        Args:
            exercise_id: for example "basics/otsu".
            socket_path: where to listen; must not exist.
            seconds: processor time that the answer may use over all cases, and that judging it may.
            clock_seconds: how long the whole examination may take by the clock.

        Raises:
            ExaminerFailed: it does not start, knows no such exercise, or cannot listen there.
        """
        if self._listening is not None:
            raise RuntimeError(
                f"the examiner still listens for {self._listening.exercise_id}; call finish() first"
            )
        command = {
            "exercise": exercise_id,
            "socket": str(socket_path),
            "seconds": seconds,
            "clock_seconds": clock_seconds,
        }
        reply = self._listening_reply(command)
        if reply is None:
            self._stop()  # it may have died of what it did last; a fresh one knows nothing of that
            socket_path.unlink(missing_ok=True)
            reply = self._listening_reply(command)
        if reply is None:
            raise ExaminerFailed(
                f"The examiner does not start. The end of what it wrote:\n{self._last_errors()}"
            )
        if "failed" in reply:
            raise ExaminerFailed(f"The examiner cannot listen at {socket_path}: {reply['failed']}")
        self._listening = _Listening(exercise_id, socket_path, clock_seconds)

    def finish(self) -> Examination:
        """The result of the last `listen`, after the check's cell has ended.

        Returns:
            Always an examination; its `reason` says when nobody connected, the conversation broke, or the
            examiner was too slow or died. Comes within the seconds by the clock given to `listen`.
        """
        listening, self._listening = self._listening, None
        if listening is None:
            raise RuntimeError("the examiner listens for nothing; call listen() first")
        reply = self._reply(listening.clock_seconds) if self._tell({"finish": True}) else None
        listening.socket_path.unlink(missing_ok=True)
        if reply is not None:
            return Examination(**reply)
        reason = self._reason_of_end()
        if reason is Reason.EXAMINER_DIED:
            log.error(
                "The examiner ended while it judged %s:\n%s", listening.exercise_id, self._last_errors()
            )
        self._stop()
        return unexamined(listening.exercise_id, SENTENCES[reason], reason)

    def close(self) -> None:
        """End the process."""
        self._stop()
        self._errors.close()

    def _listening_reply(self, command: dict[str, Any]) -> dict[str, Any] | None:
        """The reply to a command to listen; None when the process ends or does not answer in time."""
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self.start()
        return self._reply(START_SECONDS) if self._tell(command) else None

    def _tell(self, command: dict[str, Any]) -> bool:
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(command).encode() + b"\n")
        except BrokenPipeError:
            return False
        return True

    def _reply(self, seconds: float) -> dict[str, Any] | None:
        assert self._process is not None and self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            if not select.select([pipe], [], [], max(deadline - time.monotonic(), 0))[0]:
                return None
            piece = os.read(pipe, 1 << 16)
            if not piece:
                return None
            self._unread += piece
        line, _, rest = bytes(self._unread).partition(b"\n")
        self._unread[:] = rest
        return json.loads(line)

    def _reason_of_end(self) -> Reason:
        """Which of its own time limits ended the process, if it was one of them."""
        assert self._process is not None
        try:
            code = self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return Reason.CLOCK
        return {-signal.SIGALRM: Reason.CLOCK, -signal.SIGPROF: Reason.TIME}.get(code, Reason.EXAMINER_DIED)

    def _stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _last_errors(self) -> str:
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(size - 2000, 0))
        return self._errors.read().decode("utf-8", "replace").strip() or "(nothing)"
