"""The definition of an exercise: one object that notebook, grader and tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from course.checking.contract.candidate import Takes
from course.checking.definition.answer import Answer


class Case:
    """One input on which an answer is tried.

    Args:
        name: what a learner reads when it fails there: "coins", "a constant image".
        kind: what sort of input it is; parts choose their cases by it. May be left out where a maker makes one kind.
        inputs: whatever the judge needs; read back as attributes (`case.image`).
    """

    def __init__(self, name: str, /, *, kind: str = "", **inputs: Any) -> None:
        self.name = name
        self.kind = kind
        self.inputs: Mapping[str, Any] = inputs

    def __getattr__(self, key: str) -> Any:
        try:
            return self.__dict__["inputs"][key]
        except KeyError:
            raise AttributeError(f"case has no input {key!r}") from None

    def __repr__(self) -> str:
        return f"Case({self.name!r})"


Maker = Callable[[np.random.Generator], Iterable[Case]]
PartJudge = Callable[[Answer, Case], None]


class BadDefinition(ValueError):
    """An exercise contradicts itself; the message names the exercise, the place and what is possible there."""


@dataclass(frozen=True)
class CaseMaker:
    """A function that makes cases, and the kinds of case it promises.

    Args:
        make: called with a random generator.
        kinds: of the cases it makes; ("",) where the exercise has one kind only.
    """

    make: Maker
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A named part of an exercise with its own points.

    Args:
        name: short, in the learner's words: "the value", "a constant image".
        points: earned in full or not at all.
        judge: called with (answer, case) for every case; returns when content, else raises through `expect`.
        kinds: of the cases it is judged on; () for all of them.
    """

    name: str
    points: float
    judge: PartJudge
    kinds: tuple[str, ...] = ()


@dataclass
class Exercise:
    """A graded exercise.

    Args:
        id: "topic/name". The learner's function carries the name: "basics/otsu" judges `otsu`.
        title: as it stands above the exercise in the notebook.
        hints: from a nudge to nearly the answer.
        forbids: dotted names of library calls that would skip the point; "keras.*" for all of a package, as far as
            it is written in Python. TensorFlow's functions only as a package: their decorators hide the single one.
        takes: what the learner gives to check, and what a judge can do with it:
            "function": `answer(...)`;
            "model", an object with `predict`: `answer(images)`, of a Keras model also `answer.architecture()`;
            "builder", a function without arguments that returns such a model: built once, then as "model";
            "batches", a generator function or what can be gone through: `answer.batches(n, ...)`;
            "value", a number, text, array, list or dict: `answer.value()`.
        seconds: time limit of one call of the candidate.

    Cases and parts are added with decorators, cases first::

        @otsu.cases("scene")
        def pictures(rng):
            yield Case("coins", image=data.coins())

        @otsu.cases("flat")
        def lens_cap(rng):
            yield Case("black everywhere", image=np.zeros((7, 10)))

        @otsu.part("the value", points=2, kinds=("scene",))
        def equals_the_library(answer, case):
            expect.close(answer(case.image), threshold_otsu(case.image), within=1)

    An exercise whose cases are all of one kind needs no names: `@it.cases`, and parts without `kinds`.
    """

    id: str
    title: str
    hints: Sequence[str] = ()
    forbids: Sequence[str] = ()
    takes: Takes = "function"
    seconds: float = 10.0
    parts: list[Part] = field(default_factory=list)
    makers: list[CaseMaker] = field(default_factory=list)
    held_out_makers: list[CaseMaker] = field(default_factory=list)

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

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its cases, in the order of their makers."""
        return tuple(dict.fromkeys(kind for maker in self.makers for kind in maker.kinds))

    def cases(self, *kinds: Any) -> Any:
        """Decorator: a function that makes inputs from a random generator; an exercise may have several.

        In the notebook the generator has a fixed seed; in grading a secret one, so the held-out cases
        are other draws of the same kind.

        Args:
            kinds: of the cases it makes. Bare (`@it.cases`): one kind without a name.
        """
        return self._adding(self.makers, kinds)

    def held_out_cases(self, *kinds: Any) -> Any:
        """Decorator: extra cases that are tried in grading only; used in `autograder/heldout/`.

        Args:
            kinds: as for `cases`; kinds the exercise has already, so that a part sees them.

        Raises:
            BadDefinition: no part looks at such a kind.
        """
        return self._adding(self.held_out_makers, kinds, known=self.kinds)

    def part(
        self, name: str, *, points: float = 1, kinds: Sequence[str] = ()
    ) -> Callable[[PartJudge], PartJudge]:
        """Decorator: add a part judged by the decorated function.

        Args:
            name: short, in the learner's words.
            points: earned in full or not at all.
            kinds: of the cases it is judged on; () for all.

        Raises:
            BadDefinition: there is no case of such a kind: a part without cases would pass everything.
        """
        self._insist_on(kinds, self.kinds, f"the part “{name}”")

        def add(judge: PartJudge) -> PartJudge:
            self.parts.append(Part(name, points, judge, tuple(kinds)))
            return judge

        return add

    def _adding(
        self, makers: list[CaseMaker], kinds: tuple[Any, ...], known: Sequence[str] | None = None
    ) -> Any:
        def add(make: Maker, kinds: tuple[str, ...]) -> Maker:
            if known is not None:
                self._insist_on(kinds, known, f"`{getattr(make, '__name__', 'a maker of held-out cases')}`")
            makers.append(CaseMaker(make, kinds))
            return make

        if len(kinds) == 1 and callable(kinds[0]):
            return add(kinds[0], ("",))
        return partial(add, kinds=kinds or ("",))

    def _insist_on(self, kinds: Sequence[str], known: Sequence[str], where: str) -> None:
        if isinstance(kinds, str):
            raise BadDefinition(f'{self.id}: {where} takes a tuple of kinds, for example ("{kinds}",).')
        for kind in kinds:
            if kind not in known:
                listed = ", ".join(map(repr, known)) or "none"
                raise BadDefinition(
                    f"{self.id}: {where} names the kind {kind!r}, and no cases have it. The kinds are {listed}."
                )


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
