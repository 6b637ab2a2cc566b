"""Ask a process that nobody trusts, within limits. Once a conversation breaks, it stays broken."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from autograder.examiner.replies import parse_question, parse_reply
from autograder.reasons import Reason
from course.checking.contract.callback import MAX_QUESTIONS, Refused, answered
from course.checking.contract.candidate import MAX_PRINTED
from course.checking.contract.problems import CandidateProblem, ProblemKind
from course.checking.running.time_limit import PATIENCE
from course.checking.wire.frames import FRAME_SECONDS, BadFrame, receive, send

GRACE_SECONDS = 20.0
"""The other side stops a request after its seconds, of which it counts the processor time, or `PATIENCE` times as long
by the clock. This much later it is taken for stuck: what came has to be sent."""

HELLO_SECONDS = 60.0

NO_FUNCTIONS: Mapping[int, Callable[..., Any]] = {}


class Conversation:
    """One connection from hello to done.

    Args:
        connection: a connected stream socket; closed at the end.
        seconds: processor time that the other side may say its answer has used. One that says too little is ended
            by whoever watches its process.
        deadline: when all has to be over, on `time.monotonic`'s clock.

    Attributes:
        reason: why it broke, "" while it has not.
        printed: what the other side says its answer has printed so far.
        waited: whether the other side says that a request was stopped by the clock alone.
    """

    def __init__(self, connection: socket.socket, seconds: float, deadline: float) -> None:
        self.reason = Reason.NONE
        self.printed = ""
        self.waited = False
        self._connection = connection
        self._seconds_left = seconds
        self._deadline = deadline
        self._problem: CandidateProblem | None = None

    def hello(self, exercise_id: str) -> None:
        """Hear which exercise the other side is about.

        Raises:
            CandidateProblem: of kind LOST when it is another one.
        """
        try:
            said = self._received(HELLO_SECONDS)
        except TimeoutError as error:
            raise self._senseless("nothing at all") from error
        except BadFrame as error:
            raise self._senseless(str(error)) from error
        except OSError as error:
            raise self._hung_up() from error
        if said != {"hello": exercise_id}:
            raise self._senseless("a check of another exercise")

    def ask(
        self,
        name: str,
        seconds: float,
        request: dict[str, Any],
        functions: Mapping[int, Callable[..., Any]] = NO_FUNCTIONS,
    ) -> Any:
        """Send a request and wait for the value that answers it.

        Args:
            name: how messages call the answer.
            seconds: processor time that the other side gives it.
            request: see `course.checking.wire.serving`.
            functions: of the judge's, by their places among the arguments; the answer's questions go to them.

        Raises:
            CandidateProblem: what the other side says happened, or that there is no other side any more.
        """
        if self._problem is not None:
            raise self._problem
        if self._seconds_left <= 0:
            raise self._used_up(name, Reason.TIME)
        patience = seconds * PATIENCE + GRACE_SECONDS
        try:
            send(self._connection, request, seconds=self._within(FRAME_SECONDS))
            reply = parse_reply(self._after_questions(patience, functions))
        except TimeoutError as error:
            raise self._too_slow(name, patience) from error
        except BadFrame as error:
            raise self._senseless(str(error)) from error
        except OSError as error:
            raise self._hung_up() from error
        self.printed = (self.printed + reply.printed)[:MAX_PRINTED]
        self._seconds_left -= reply.seconds
        if reply.problem is not None:
            self.waited = self.waited or reply.problem.kind is ProblemKind.WAITED
            raise reply.problem
        return reply.value

    def _after_questions(self, seconds: float, functions: Mapping[int, Callable[..., Any]]) -> Any:
        """The first message that is no question; questions are answered until then."""
        end = time.monotonic() + seconds
        for _ in range(MAX_QUESTIONS * len(functions) + 1):
            message = self._received(end - time.monotonic())
            question = parse_question(message, functions)
            if question is None:
                return message
            try:
                answer = {"gives": answered(functions[question.number], question.args)}
            except Refused as refusal:
                answer = {"refused": str(refusal)}
            send(self._connection, answer, seconds=self._within(FRAME_SECONDS))
        raise BadFrame("more questions than are answered")

    def insist(self, fits: bool, what: str) -> None:
        """Break off when a value is not what was asked for.

        Raises:
            CandidateProblem: of kind LOST.
        """
        if not fits:
            raise self._senseless(f"a reply that is no {what}")

    def done(self) -> None:
        """Tell the other side, if it still listens, and hang up."""
        if self._problem is None:
            with suppress(OSError):  # its answer is judged, whether it still listens or not
                send(self._connection, {"do": "done"}, seconds=1.0)
        self._connection.close()

    def _received(self, seconds: float) -> Any:
        wait = self._within(seconds)
        return receive(self._connection, seconds=wait, frame_seconds=min(FRAME_SECONDS, wait + 1), plain=True)

    def _within(self, seconds: float) -> float:
        return min(seconds, self._deadline - time.monotonic())

    def _too_slow(self, name: str, seconds: float) -> CandidateProblem:
        if time.monotonic() >= self._deadline:
            return self._used_up(name, Reason.CLOCK)
        message = f"`{name}` had not returned after {seconds:.0f} seconds, and could not be interrupted."
        return self._ended(Reason.CLOCK, ProblemKind.STUCK, message)

    def _used_up(self, name: str, reason: Reason) -> CandidateProblem:
        message = f"`{name}` used up all the time there is for one check, over all its cases."
        return self._ended(reason, ProblemKind.STUCK, message)

    def _senseless(self, what: str) -> CandidateProblem:
        message = f"The examiner could not make sense of what your notebook sent: {what}."
        return self._ended(Reason.BAD_ANSWER, ProblemKind.LOST, message)

    def _hung_up(self) -> CandidateProblem:
        message = "The connection to your notebook ended before the check was over."
        return self._ended(Reason.BAD_ANSWER, ProblemKind.LOST, message)

    def _ended(self, reason: Reason, kind: ProblemKind, message: str) -> CandidateProblem:
        self.reason = reason
        self._problem = CandidateProblem(kind, message)
        self._connection.close()
        return self._problem
