"""One examination: listen on a socket, judge the first who connects, refuse all others."""

from __future__ import annotations

import os
import select
import socket
import time
from pathlib import Path

from autograder.examiner.conversation import Conversation
from autograder.examiner.examination import Examination, examination_of, unexamined
from autograder.examiner.remote_candidate import opener
from autograder.reasons import Reason
from course.checking.contract.problems import CandidateProblem
from course.checking.contract.verdict import Finding, Outcome
from course.checking.definition.cases import CaseSource
from course.checking.definition.catalogue import find
from course.checking.judge import judge, same_for_all

ASKING_SHARE = 0.9
"""Share of an examination's time, of either kind, after which the answer is asked nothing more; the rest is for
judging it, and keeps a cell that is examined within what a cell may use."""

NOBODY_CAME = "The check did not reach the examiner."


class Session:
    """Waits for the answer to one exercise.

    Args:
        exercise_id: what is to be judged.
        path: where to listen; must not exist.
        seconds: processor time that the answer may use.
        clock_seconds: how long the examination may take by the clock, from now on.

    Raises:
        UnknownExercise: there is no such exercise.
        OSError: one cannot listen there.
    """

    def __init__(self, exercise_id: str, path: Path, seconds: float, clock_seconds: float) -> None:
        self._exercise = find(exercise_id)
        self._path = path
        self._seconds = ASKING_SHARE * seconds
        self._end = time.monotonic() + clock_seconds
        self._deadline = self._end - (1 - ASKING_SHARE) * clock_seconds
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            self._listener.bind(str(path))
        except OSError:
            self._listener.close()
            raise
        finally:
            os.umask(before)
        self._listener.listen(1)

    def seconds_left(self) -> float:
        """Until the examination must be over; never quite 0."""
        return max(self._end - time.monotonic(), 0.01)

    def accept(self, until: int) -> Conversation | None:
        """Wait for the first who connects.

        Args:
            until: a file descriptor; once it can be read, nobody will connect any more.

        Returns:
            None when nobody came.
        """
        try:
            ready, _, _ = select.select([self._listener, until], [], [])
            if self._listener not in ready:
                return None
            connection, _ = self._listener.accept()
        finally:
            # Before the first question is asked: nobody gets a second try.
            self._listener.close()
            self._path.unlink(missing_ok=True)
        return Conversation(connection, self._seconds, self._deadline)

    def examine(self, conversation: Conversation | None, cases: CaseSource) -> Examination:
        """Judge the answer at the other end.

        Args:
            conversation: from `accept`.
            cases: gives the cases of each part.
        """
        if conversation is None:
            return unexamined(self._exercise.id, NOBODY_CAME, Reason.NOT_ASKED)
        try:
            conversation.hello(self._exercise.id)
            verdict = judge(self._exercise, opener(conversation), cases)
        except CandidateProblem as problem:
            verdict = same_for_all(self._exercise, Outcome.ERROR, Finding(problem.message))
        finally:
            conversation.done()
        return examination_of(verdict, conversation.reason, waited=conversation.waited)
