"""The definition of an exercise: one object that notebook, grader and tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course.checking.candidate import Answer, Takes


class Case:
    """One input on which an answer is tried.

    Args:
        name: what a learner reads when it fails there: "coins", "a constant image".
        inputs: whatever the judge needs; read back as attributes (`case.image`).
    """

    def __init__(self, name: str, /, **inputs: Any) -> None:
        self.name = name
        self.inputs: Mapping[str, Any] = inputs

    def __getattr__(self, key: str) -> Any:
        try:
            return self.__dict__["inputs"][key]
        except KeyError:
            raise AttributeError(f"case has no input {key!r}") from None

    def __repr__(self) -> str:
        return f"Case({self.name!r})"


CaseMaker = Callable[[np.random.Generator], Iterable[Case]]
PartJudge = Callable[[Answer, Case], None]


@dataclass(frozen=True)
class Part:
    """A named part of an exercise with its own points.

    Args:
        name: short, in the learner's words: "the value", "a constant image".
        points: earned in full or not at all.
        judge: called with (answer, case) for every case; returns when content, else raises through `expect`.
        cases: the part's own cases; None: the exercise's.
    """

    name: str
    points: float
    judge: PartJudge
    cases: CaseMaker | None = None


@dataclass
class Exercise:
    """A graded exercise.

    Args:
        id: "topic/name". The learner's function carries the name: "basics/otsu" judges `otsu`.
        title: as it stands above the exercise in the notebook.
        hints: from a nudge to nearly the answer.
        forbids: dotted names of library calls that would skip the point.
        takes: what the learner gives to check, and what a judge can do with it:
            "function": `answer(...)`;
            "model", an object with `predict`: `answer(images)`, of a Keras model also `answer.architecture()`;
            "batches", a generator function or what can be gone through: `answer.batches(n, ...)`;
            "value", a number, text, array, list or dict: `answer.value()`.
        seconds: time limit of one call of the candidate.

    Cases and parts are added with decorators::

        @otsu.cases
        def pictures(rng):
            yield Case("coins", image=data.coins())

        @otsu.part("the value", points=2)
        def equals_the_library(answer, case):
            expect.close(answer(case.image), threshold_otsu(case.image), within=1)
    """

    id: str
    title: str
    hints: Sequence[str] = ()
    forbids: Sequence[str] = ()
    takes: Takes = "function"
    seconds: float = 10.0
    parts: list[Part] = field(default_factory=list)
    make_cases: CaseMaker | None = None
    make_held_out_cases: CaseMaker | None = None

    @property
    def topic(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The part of the id after the slash: the name of the learner's function."""
        return self.id.partition("/")[2]

    @property
    def points(self) -> float:
        """Points over all parts."""
        return sum(part.points for part in self.parts)

    def cases(self, maker: CaseMaker) -> CaseMaker:
        """Decorator: the function that makes the inputs from a random generator.

        In the notebook the generator has a fixed seed; in grading a secret one, so the held-out cases
        are other draws of the same kind.
        """
        self.make_cases = maker
        return maker

    def held_out_cases(self, maker: CaseMaker) -> CaseMaker:
        """Decorator: extra edge cases that are tried in grading only; used in `autograder/heldout/`."""
        self.make_held_out_cases = maker
        return maker

    def part(
        self, name: str, *, points: float = 1, cases: CaseMaker | None = None
    ) -> Callable[[PartJudge], PartJudge]:
        """Decorator: add a part judged by the decorated function, on the exercise's cases or its own."""

        def add(judge: PartJudge) -> PartJudge:
            self.parts.append(Part(name, points, judge, cases))
            return judge

        return add


@dataclass(frozen=True)
class Choice:
    """One choice of a concept question: its text, and why it is right or wrong."""

    text: str
    why: str


@dataclass(frozen=True)
class Question:
    """A concept question with one right choice.

    Args:
        id: "topic/name"; the learner sets a variable of that name to a letter.
        title: as it stands above the question.
        prompt: the question, Markdown.
        choices: letter -> choice; every choice explains itself.
        right: the letter of the right one.
        points: earned for the right letter.
    """

    id: str
    title: str
    prompt: str
    choices: Mapping[str, Choice]
    right: str
    points: float = 1
    hints: Sequence[str] = ()

    @property
    def topic(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The part of the id after the slash: the name of the learner's variable."""
        return self.id.partition("/")[2]
