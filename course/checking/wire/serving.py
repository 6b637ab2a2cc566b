"""Hold an answer ready for the examiner, which asks for values and judges them elsewhere.

While a class is graded, `check` neither judges nor knows how: it connects to the examiner's socket, says which
exercise it is about, and answers requests until there are no more. Where the examiner works, no code of a
learner's ever runs; where this runs, there are no expected values to be found.

Requests: `open`, `call`, `batches`, `value`, `configuration`, `done`. Replies hold a `value` or a `problem`, what was
`printed` meanwhile, and the `seconds` of processor time it took. Where arguments of a call are functions of the
judge's, the answer's questions to them go the other way before the reply: `asks` with a number and `args`, answered by
what it `gives` or by `refused`.
"""

from __future__ import annotations

import inspect
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from course.checking.contract.callback import Refused
from course.checking.contract.problems import CandidateProblem, ProblemKind
from course.checking.running.local_candidate import LocalCandidate
from course.checking.wire.frames import BadFrame, TooLarge, receive, send

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
        self._used = time.process_time()

    def run(self) -> None:
        """Answer requests until the examiner has no more."""
        while (request := self._request())["do"] != "done":
            try:
                self._reply({"value": self._done(request)})
            except CandidateProblem as problem:
                self._reply({"problem": _fields(problem)})

    def _request(self) -> dict[str, Any]:
        """The next request. An answer that was stopped may have left the judge's last word to it unread."""
        while "do" not in (message := receive(self._connection, seconds=WAIT_SECONDS)):
            pass
        return message

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
            functions = {
                number: self._asking(number, **function)
                for number, function in request.get("functions", {}).items()
            }
            args = [functions.get(number, value) for number, value in enumerate(request["args"])]
            return candidate.call(args, request["kwargs"])
        if request["do"] == "batches":
            return candidate.batches(request["count"], request["args"])
        if request["do"] == "value":
            return candidate.value()
        if request["do"] == "configuration":
            return candidate.configuration()
        if request["do"] == "weights":
            return candidate.weights()
        raise BadFrame("an unknown request")

    def _asking(self, number: int, name: str, parameters: list[str]) -> Callable[..., Any]:
        """A function that has the judge compute, with the name and arguments of the judge's."""

        def ask(*args: Any) -> Any:
            with _uninterrupted():
                send(self._connection, {"asks": number, "args": list(args)})
                answer = receive(self._connection, seconds=WAIT_SECONDS)
            if "refused" in answer:
                raise Refused(answer["refused"])
            return answer["gives"]

        placed = inspect.Parameter.POSITIONAL_OR_KEYWORD
        signature = inspect.Signature([inspect.Parameter(each, placed) for each in parameters])
        ask.__name__, ask.__signature__ = name, signature  # type: ignore[attr-defined]
        return ask

    def _reply(self, reply: dict[str, Any]) -> None:
        printed = self._candidate.printed if self._candidate else ""
        new, self._told = printed[self._told :], len(printed)
        used, self._used = self._used, time.process_time()
        also = {"printed": new, "seconds": self._used - used}
        try:
            send(self._connection, reply | also)
        except (TooLarge, TypeError) as error:
            name = self._candidate.name if self._candidate else "the answer"
            problem = CandidateProblem(ProblemKind.UNUSABLE_VALUE, f"`{name}` gave {error}; return less.")
            send(self._connection, {"problem": _fields(problem), **also})


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put a time limit's alarm off until a question is answered; half a message would end the conversation."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _fields(problem: CandidateProblem) -> dict[str, Any]:
    return {
        "kind": str(problem.kind),
        "message": problem.message,
        "error_types": list(problem.error_types),
        "error_text": problem.error_text,
        "line": problem.line,
        "line_number": problem.line_number,
    }
