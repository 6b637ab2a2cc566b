"""The two ways a part can fail: the candidate misbehaves, or its answer is not what it should be."""

from __future__ import annotations

from enum import StrEnum

from course.checking.contract.panels import Panel


class ProblemKind(StrEnum):
    """What a candidate did instead of returning an answer."""

    NOT_ATTEMPTED = "not attempted"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    """It used up its processor time."""
    WAITED = "waited"
    """It did not: it slept, or the machine was busy."""
    ENDLESS_RECURSION = "endless recursion"
    CHANGED_INPUT = "changed its input"
    FORBIDDEN_CALL = "forbidden call"
    UNUSABLE_VALUE = "unusable value"
    NOT_CALLABLE = "not callable"
    STUCK = "stuck"
    """It took too long and could not be interrupted, or used up what all of its calls may take."""
    LOST = "lost"
    """The process it ran in is gone, or no longer says anything sensible."""


class CandidateProblem(Exception):
    """A candidate gave no usable answer.

    Plain text and numbers only, so that it can cross a process boundary.

    Args:
        kind: what happened.
        message: sentence for the learner.
        error_types: names of the raised exception's class and its bases ("ValueError", "Exception", ...).
        error_text: the raised exception's own message.
        line: the learner's line on which it happened.
        line_number: its number in the cell or file, 0 when unknown.
    """

    def __init__(
        self,
        kind: ProblemKind,
        message: str,
        *,
        error_types: tuple[str, ...] = (),
        error_text: str = "",
        line: str = "",
        line_number: int = 0,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.error_types = error_types
        self.error_text = error_text
        self.line = line
        self.line_number = line_number


class Mismatch(Exception):
    """An answer is not what it should be. Raised by `course.checking.definition.expect` alone.

    Args:
        message: either a predicate that follows the call ("should be 5 x 5; yours is 5 x 4") or,
            with `whole_sentence`, a sentence of its own.
        expected: short text of what was expected.
        got: short text of what came.
        panels: pictures to show.
        whole_sentence: the message does not start with "should".
    """

    def __init__(
        self,
        message: str,
        *,
        expected: str = "",
        got: str = "",
        panels: tuple[Panel, ...] = (),
        whole_sentence: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.got = got
        self.panels = panels
        self.whole_sentence = whole_sentence

    def with_more(self, text: str) -> Mismatch:
        """The same with something added to its message."""
        return Mismatch(
            self.message + text,
            expected=self.expected,
            got=self.got,
            panels=self.panels,
            whole_sentence=self.whole_sentence,
        )
