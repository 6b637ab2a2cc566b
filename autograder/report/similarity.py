"""Find answers that are more alike than the task explains. Nothing leaves this machine.

What every learner was given, and what much of the class writes, does not count: the rest is looked up in an
index of fingerprints, so that only students who share something unusual are ever compared.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from autograder.report.answers import answers_of, code_of
from autograder.report.fingerprints import Tokens, runs, tokens_of, winnowed

COMMON_SHARE = 0.1
"""A passage that more than this share of the class has is the usual way to write it."""

COMMON_AT_LEAST, COMMON_AT_MOST = 5, 20
"""Bounds of that share in students. The upper one keeps the number of comparisons in proportion to the class."""

FEWEST_SHARED = 10
"""Unusual fingerprints two answers must share: about 40 tokens, four or five lines.

Measured on the 107 pairs of right answers to one exercise in tests/answers, written to differ: from 6 on one pair
is called similar (two lines around the same library call), from 10 on none.
"""

SMALLEST_SHARE = 0.6
"""Share of the shorter answer's unusual fingerprints that must be in the other answer."""

LONG_ANSWER = 12
"""Fingerprints from which the equal answers of a large group are worth a line; shorter ones are equal by chance."""


@dataclass(frozen=True)
class Match:
    """One exercise in which two students' answers are alike.

    Args:
        exercise_id: for example "basics/otsu".
        shared: unusual fingerprints in both answers.
        share: of those in the shorter answer, 0 to 1.
    """

    exercise_id: str
    shared: int
    share: float


@dataclass(frozen=True)
class Alike:
    """Students whose answers to the same exercises are alike: mostly two, sometimes a whole group.

    Args:
        students: sorted; in a group each is like at least one other.
        example: the two who are most alike.
        matches: where these two are alike, the most alike first.
    """

    students: tuple[str, ...]
    example: tuple[str, str]
    matches: tuple[Match, ...]

    @property
    def shared(self) -> int:
        """Unusual fingerprints that the two of the example have in common, over all their matches."""
        return _shared(self.matches)


@dataclass(frozen=True)
class SameAnswer:
    """Long answers that a group too large for pairs has handed in alike, names and layout apart."""

    students: tuple[str, ...]
    exercise_ids: tuple[str, ...]


@dataclass(frozen=True)
class Similarities:
    """What was found in one module.

    Args:
        module: for example "01_basics".
        compared: answers that were compared (changed by the learner, and not empty).
        alike: sorted by what they share, the most first.
        same: sorted by number of exercises, the most first.
    """

    module: str
    compared: int
    alike: tuple[Alike, ...]
    same: tuple[SameAnswer, ...]


def find_similar(submitted: Path, released: Path, module: str) -> Similarities:
    """Compare all answers of a module, exercise by exercise.

    Args:
        submitted: STUDENT/MODULE/*.ipynb.
        released: MODULE/*.ipynb, what the learners were given.
        module: for example "01_basics".
    """
    given = _given_runs(released / module)
    stubs = {exercise_id: source.strip() for exercise_id, source in answers_of(released / module).items()}
    students: list[str] = []
    answers: dict[str, _Answers] = defaultdict(_Answers)
    for folder in sorted(submitted.glob(f"*/{module}")):
        for exercise_id, source in answers_of(folder).items():
            if source.strip() != stubs.get(exercise_id, ""):
                answers[exercise_id].add(len(students), tokens_of(source), given)
        students.append(folder.parent.name)
    usual_from = 1 + int(np.clip(COMMON_SHARE * len(students), COMMON_AT_LEAST, COMMON_AT_MOST))
    pairs: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for exercise_id, exercise in answers.items():
        for first, second, shared, share in exercise.alike(usual_from):
            pairs[first, second].append(Match(exercise_id, shared, share))
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for exercise_id, exercise in answers.items():
        for group in exercise.large_groups(usual_from):
            same[tuple(students[number] for number in group)].append(exercise_id)
    return Similarities(
        module,
        sum(map(len, answers.values())),
        tuple(sorted(_groups(students, pairs), key=lambda group: -group.shared)),
        tuple(
            SameAnswer(group, tuple(ids))
            for group, ids in sorted(same.items(), key=lambda item: (-len(item[1]), -len(item[0])))
        ),
    )


def _groups(students: list[str], pairs: dict[tuple[int, int], list[Match]]) -> Iterator[Alike]:
    """Join pairs that are alike in exactly the same exercises, so that ten pairs of five students are one line."""
    by_exercises: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for pair, matches in pairs.items():
        by_exercises[frozenset(match.exercise_id for match in matches)].append(pair)
    for linked in by_exercises.values():
        members, ends = np.unique(np.array(linked), return_inverse=True)
        first, second = ends.reshape(-1, 2).T
        graph = sparse.coo_array((np.ones(len(first)), (first, second)), shape=(len(members), len(members)))
        _, group_of = csgraph.connected_components(graph, directed=False)
        strongest: dict[int, tuple[int, int]] = {}
        for pair, start in sorted(
            zip(linked, first, strict=True), key=lambda entry: _shared(pairs[entry[0]])
        ):
            strongest[group_of[start]] = pair
        for group, (one, other) in strongest.items():
            matches = sorted(pairs[one, other], key=lambda match: -match.shared)
            names = tuple(students[number] for number in members[group_of == group])
            yield Alike(names, (students[one], students[other]), tuple(matches))


def _shared(matches: Iterable[Match]) -> int:
    return sum(match.shared for match in matches)


class _Answers:
    """All answers to one exercise; of each only the fingerprints are kept, not the text."""

    def __init__(self) -> None:
        self._students: list[int] = []
        self._prints: list[np.ndarray] = []
        self._equal: dict[bytes, list[int]] = {}

    def __len__(self) -> int:
        return len(self._students)

    def add(self, student: int, tokens: Tokens, given: np.ndarray) -> None:
        prints = winnowed(runs(tokens))
        prints = prints[~_found_in(given, prints)]
        self._students.append(student)
        self._prints.append(prints)
        if len(prints) >= LONG_ANSWER:
            digest = hashlib.blake2b(tokens.codes.tobytes(), digest_size=16).digest()
            self._equal.setdefault(digest, []).append(student)

    def alike(self, usual_from: int) -> Iterator[tuple[int, int, int, float]]:
        """Pairs of students with alike answers: both numbers, shared unusual fingerprints, their share.

        The product of a sparse matrix with itself visits, for each fingerprint, those who have it, and
        nobody else: at most `usual_from` squared steps a fingerprint, however large the class.
        """
        owner = np.repeat(np.array(self._students), [len(prints) for prints in self._prints])
        _, column, holders = np.unique(np.concatenate(self._prints), return_inverse=True, return_counts=True)
        unusual = holders[column] < usual_from
        owned = np.bincount(owner[unusual], minlength=self._students[-1] + 1)
        entry = unusual & (holders[column] > 1)
        has = sparse.csr_array(
            (np.ones(entry.sum(), dtype=np.int32), (owner[entry], column[entry])),
            shape=(len(owned), len(holders)),
        )
        shared = sparse.triu(has @ has.T, k=1).tocoo()
        for first, second, count in zip(*shared.coords, shared.data, strict=True):
            share = count / min(owned[first], owned[second])
            if count >= FEWEST_SHARED and share >= SMALLEST_SHARE:
                yield int(first), int(second), int(count), float(share)

    def large_groups(self, usual_from: int) -> list[list[int]]:
        """Students with equal long answers, where they are too many to be told in pairs."""
        return [group for group in self._equal.values() if len(group) >= usual_from]


def _given_runs(released: Path) -> np.ndarray:
    """Every run of tokens in the code that all learners got, sorted, uint64."""
    cells = [runs(tokens_of(source)) for source in code_of(released)]
    return np.unique(np.concatenate(cells)) if cells else np.empty(0, dtype=np.uint64)


def _found_in(sorted_hashes: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Which hashes occur in the sorted ones, bool."""
    if not len(sorted_hashes):
        return np.zeros(len(hashes), dtype=bool)
    place = np.minimum(np.searchsorted(sorted_hashes, hashes), len(sorted_hashes) - 1)
    return sorted_hashes[place] == hashes
