"""Read the replies of a process that nobody trusts: everything of the right type and no longer than it may be."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from course.checking.contract.candidate import MAX_PRINTED
from course.checking.contract.problems import CandidateProblem, ProblemKind
from course.checking.wire.frames import BadFrame

MAX_MESSAGE = 2_000
MAX_TYPES = 50
MAX_NAME = 200
MAX_LINE_NUMBER = 10_000_000

MADE_HERE = (ProblemKind.STUCK, ProblemKind.LOST)
"""Kinds of problems that only this side may find."""

TEXTS = {"message": MAX_MESSAGE, "error_text": MAX_MESSAGE, "line": MAX_MESSAGE}
"""Fields of a problem that are text -> their longest."""


@dataclass(frozen=True)
class Reply:
    """One reply: a value, or a problem in its place.

    Args:
        value: plain; None when there is a problem.
        problem: what happened instead.
        printed: what the answer has printed since the last reply.
        seconds: processor time that was used for it.
    """

    value: Any
    problem: CandidateProblem | None
    printed: str
    seconds: float


def parse_reply(message: Any) -> Reply:
    """Read a reply.

    Args:
        message: plain values, of any shape.

    Raises:
        BadFrame: it is no reply.
    """
    both = {"printed", "seconds"}
    if type(message) is not dict or message.keys() not in ({"value", *both}, {"problem", *both}):
        raise BadFrame("a reply without exactly a value or problem, what was printed and the seconds it took")
    printed, seconds = _text(message["printed"], MAX_PRINTED), message["seconds"]
    if type(seconds) is not float or not seconds >= 0:
        raise BadFrame("an impossible number of seconds")
    if "problem" in message:
        return Reply(None, _problem(message["problem"]), printed, seconds)
    return Reply(message["value"], None, printed, seconds)


@dataclass(frozen=True)
class Question:
    """What an answer asks a function of the judge's.

    Args:
        number: the function's place among the arguments.
        args: plain values.
    """

    number: int
    args: list[Any]


def parse_question(message: Any, numbers: Container[int]) -> Question | None:
    """Read a question, None when the message is something else.

    Args:
        message: plain values, of any shape.
        numbers: the places of functions among the arguments.

    Raises:
        BadFrame: it asks what is not there.
    """
    if type(message) is not dict or message.keys() != {"asks", "args"}:
        return None
    if (
        type(message["asks"]) is not int
        or message["asks"] not in numbers
        or type(message["args"]) is not list
    ):
        raise BadFrame("a question to a function that is not there")
    return Question(message["asks"], message["args"])


def are_names(value: Any) -> bool:
    """Whether a value is a list of a few short texts."""
    return (
        type(value) is list
        and len(value) <= MAX_TYPES
        and all(type(item) is str and len(item) <= MAX_NAME for item in value)
    )


def _problem(fields: Any) -> CandidateProblem:
    known = {"kind", "error_types", "line_number", *TEXTS}
    if type(fields) is not dict or fields.keys() != known:
        raise BadFrame("a problem without exactly the fields of one")
    kinds = {str(kind): kind for kind in ProblemKind if kind not in MADE_HERE}
    if type(fields["kind"]) is not str or fields["kind"] not in kinds:
        raise BadFrame("an unknown kind of problem")
    number = fields["line_number"]
    if type(number) is not int or not 0 <= number <= MAX_LINE_NUMBER:
        raise BadFrame("an impossible line number")
    if not are_names(fields["error_types"]):
        raise BadFrame("impossible types of an error")
    texts = {name: _text(fields[name], longest) for name, longest in TEXTS.items()}
    message = texts.pop("message")
    return CandidateProblem(
        kinds[fields["kind"]],
        message,
        error_types=tuple(fields["error_types"]),
        line_number=number,
        **texts,
    )


def _text(value: Any, longest: int) -> str:
    if type(value) is not str or len(value) > longest:
        raise BadFrame("something else where a short text belongs")
    return value
