"""An examiner's process that a file's tests share, the trial topics in its catalogue, and answers to give it."""

import os
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import course.exercises
from autograder.examiner.client import Examination, Examiner
from course.checking.definition import catalogue
from course.checking.wire.frames import receive, send
from course.checking.wire.serving import serve
from tests.exercises.seeds import FIRST

TOPICS = Path(__file__).parents[1] / "checking" / "topics"
SEED = FIRST
PLENTY = 300.0
"""Seconds no test comes near, however busy the machine."""


@pytest.fixture(scope="package", autouse=True)
def trial_topics() -> Iterator[None]:
    """Put the trial topics into the catalogue here and in every process started from here."""
    before = os.environ.get(catalogue.TOPICS_VARIABLE)
    os.environ[catalogue.TOPICS_VARIABLE] = str(TOPICS)
    catalogue.topics.cache_clear()
    yield
    if before is None:
        del os.environ[catalogue.TOPICS_VARIABLE]
    else:
        os.environ[catalogue.TOPICS_VARIABLE] = before
    if str(TOPICS) in course.exercises.__path__:
        course.exercises.__path__.remove(str(TOPICS))
    catalogue.topics.cache_clear()


@pytest.fixture(scope="module")
def examiner(trial_topics: None) -> Iterator[Examiner]:
    with Examiner(SEED) as examiner:
        yield examiner


@pytest.fixture
def examine(examiner: Examiner, tmp_path: Path) -> Callable[..., Examination]:
    """Have a target examined as the check in a learner's notebook would."""

    return partial(examined, examiner, tmp_path / "socket")


def examined(
    examiner: Examiner,
    path: Path,
    exercise_id: str,
    target: Any,
    seconds: float = PLENTY,
    clock_seconds: float = PLENTY,
) -> Examination:
    """What an examiner that listens at a path says of a target."""
    examiner.listen(exercise_id, path, seconds, clock_seconds)
    serve(str(path), exercise_id, target)
    return examiner.finish()


class Peer:
    """The other side of an examination, to be misused."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(PLENTY)
        self.socket.connect(str(path))

    def hello(self, exercise_id: str = "trial/twice") -> "Peer":
        self.say({"hello": exercise_id})
        return self

    def opened(self, exercise_id: str = "trial/twice") -> "Peer":
        """Say hello, and yes to the first request."""
        assert self.hello(exercise_id).hear()["do"] == "open"
        self.say({"value": ["image"], "printed": "", "seconds": 0.0})
        return self

    def hear(self) -> Any:
        return receive(self.socket, seconds=PLENTY)

    def say(self, message: Any) -> None:
        send(self.socket, message)

    def answer(self, value: Any, printed: str = "") -> None:
        self.say({"value": value, "printed": printed, "seconds": 0.0})

    def is_hung_up(self) -> bool:
        """Whether the examiner has ended the conversation."""
        try:
            while self.socket.recv(1 << 16):
                pass
        except ConnectionError:
            pass
        return True


@pytest.fixture
def peer(examiner: Examiner, tmp_path: Path) -> Iterator[Peer]:
    """Connected to an examiner that waits for trial/twice; it is for the test to finish."""
    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, PLENTY)
    peer = Peer(path)
    yield peer
    peer.socket.close()
