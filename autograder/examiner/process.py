"""The trusted process: steered over stdin and stdout, it judges what connects to its sockets.

It never runs, imports or unpickles anything of a learner's. One JSON object a line:

    <- {"seed": 123, "heldout": "/folder" or null}                             once
    <- {"exercise": "basics/otsu", "socket": "/path", "seconds": 60, "clock_seconds": 600}   listen there
    -> {"listening": true} or {"failed": "why"}
    <- {"finish": true}                                                        nobody will connect any more
    -> the fields of an `Examination`
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from autograder import heldout
from autograder.examiner.case_store import CaseStore
from autograder.examiner.session import Session
from course.checking.definition.cases import held_out_cases


class Steering:
    """The line to the process that started this one; nobody else reads or writes it."""

    def __init__(self) -> None:
        # What judges and libraries print must not come between the lines, nor may they read one.
        self.commands = os.dup(sys.stdin.fileno())
        self._replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, sys.stdin.fileno())
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        os.close(nowhere)
        threading.Thread(target=self._end_with_parent, daemon=True).start()

    def next(self) -> dict[str, Any] | None:
        """The next command; None when there are no more."""
        line = bytearray()
        # Byte by byte, so that nothing of a later command is taken in that `Session.accept` waits for.
        while not line.endswith(b"\n"):
            byte = os.read(self.commands, 1)
            if not byte:
                return None
            line += byte
        return json.loads(line)

    def reply(self, fields: dict[str, Any]) -> None:
        """Send one line."""
        self._replies.write(json.dumps(fields) + "\n")
        self._replies.flush()

    def _end_with_parent(self) -> None:
        """End at once, whatever a judge is doing, when whoever steers this process is gone."""
        gone = select.poll()
        gone.register(self.commands, 0)  # no event asked for: what is always told is the hang-up
        gone.poll()
        os._exit(0)


def main() -> None:
    """Judge until stdin ends."""
    with suppress(OSError):
        # Answers are large at times and judges copy them: where memory ends, this process goes first, because
        # it is started again and costs one exercise.
        Path("/proc/self/oom_score_adj").write_text("1000")
    steering = Steering()
    setup = steering.next()
    if setup is None:
        return
    if setup["heldout"] is not None:
        heldout.attach(Path(setup["heldout"]))
    cases = CaseStore(held_out_cases(setup["seed"]))
    while (command := steering.next()) is not None:
        try:
            session = Session(
                command["exercise"], Path(command["socket"]), command["seconds"], command["clock_seconds"]
            )
        except Exception as error:
            steering.reply({"failed": f"{type(error).__name__}: {error}"})
            continue
        steering.reply({"listening": True})
        conversation = session.accept(steering.commands)
        # The signals end this process even inside compiled code: a judge without an end costs its own exercise.
        signal.setitimer(signal.ITIMER_REAL, session.seconds_left())
        signal.setitimer(signal.ITIMER_PROF, command["seconds"])
        examination = session.examine(conversation, cases)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        steering.next()
        steering.reply(asdict(examination))
