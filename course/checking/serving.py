"""Hold an answer ready for the examiner, which asks for values and judges them elsewhere.

While a class is graded, `check` neither judges nor knows how: it connects to the examiner's socket, says which
exercise it is about, and answers requests until there are no more. Where the examiner works, no code of a
learner's ever runs; where this runs, there are no expected values to be found.

Requests: `open`, `call`, `batches`, `value`, `configuration`, `done`. Replies hold a `value` or a `problem`,
and what was printed meanwhile.
"""

from __future__ import annotations

import socket
from typing import Any

from course.checking.local_candidate import LocalCandidate
from course.checking.problems import CandidateProblem, ProblemKind
from course.checking.wire import BadFrame, TooLarge, receive, send

CONNECT_SECONDS = 10.0

WAIT_SECONDS = 3600.0
"""Between two requests. An examiner that ends closes the connection, so this is only a last resort."""

SERVED = "Checked; the result is in your feedback."
NOBODY = "Not checked: the examiner did not answer."
CUT_SHORT = "The examiner ended this check early; see your feedback."


def serve(address: str, exercise_id: Any, target: Any) -> str:
    """Let the examiner at an address have its questions answered.

    Args:
        address: path of a unix socket.
        exercise_id: what the learner asked to have checked.
        target: the learner's function, model, batches or value.

    Returns:
        A sentence about how it went; nobody listening, or an examiner that vanishes, is no error.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(CONNECT_SECONDS)
        try:
            connection.connect(address)
            send(connection, {"hello": exercise_id if isinstance(exercise_id, str) else ""})
            _Service(connection, target).run()
        except (OSError, BadFrame) as error:
            return NOBODY if isinstance(error, (FileNotFoundError, ConnectionRefusedError)) else CUT_SHORT
    return SERVED


class _Service:
    """One conversation about one answer."""

    def __init__(self, connection: socket.socket, target: Any) -> None:
        self._connection = connection
        self._target = target
        self._candidate: LocalCandidate | None = None
        self._told = 0

    def run(self) -> None:
        """Answer requests until the examiner has no more."""
        while (request := receive(self._connection, seconds=WAIT_SECONDS))["do"] != "done":
            try:
                self._reply({"value": self._done(request)})
            except CandidateProblem as problem:
                self._reply({"problem": _fields(problem)})

    def _done(self, request: dict[str, Any]) -> Any:
        if request["do"] == "open":
            self._candidate = LocalCandidate(
                self._target,
                request["name"],
                takes=request["takes"],
                seconds=request["seconds"],
                forbids=request["forbids"],
            )
            return list(self._candidate.parameters)
        candidate = self._candidate
        if candidate is None:
            raise BadFrame("a request before the answer was opened")
        if request["do"] == "call":
            return candidate.call(request["args"], request["kwargs"])
        if request["do"] == "batches":
            return candidate.batches(request["count"], request["args"])
        if request["do"] == "value":
            return candidate.value()
        if request["do"] == "configuration":
            return candidate.configuration()
        raise BadFrame("an unknown request")

    def _reply(self, reply: dict[str, Any]) -> None:
        printed = self._candidate.printed if self._candidate else ""
        new, self._told = printed[self._told :], len(printed)
        try:
            send(self._connection, reply | {"printed": new})
        except (TooLarge, TypeError) as error:
            name = self._candidate.name if self._candidate else "the answer"
            problem = CandidateProblem(ProblemKind.UNUSABLE_VALUE, f"`{name}` gave {error}; return less.")
            send(self._connection, {"problem": _fields(problem), "printed": new})


def _fields(problem: CandidateProblem) -> dict[str, Any]:
    return {
        "kind": str(problem.kind),
        "message": problem.message,
        "error_types": list(problem.error_types),
        "error_text": problem.error_text,
        "line": problem.line,
        "line_number": problem.line_number,
    }
