"""check while a class is graded: the answer is held ready for the examiner, and nothing goes wrong when nobody asks."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course.checking import check, hint, solution
from course.checking.wire.frames import EXAMINER_VARIABLE, receive, send
from course.checking.wire.serving import CUT_SHORT, NOBODY, SERVED

PLENTY = 60.0
OPEN = {"do": "open", "name": "twice", "takes": "function", "seconds": 20.0, "forbids": []}
DONE = {"do": "done"}


@pytest.fixture
def address(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "socket"
    monkeypatch.setenv(EXAMINER_VARIABLE, str(path))
    return path


@pytest.fixture
def examiner(address) -> Iterator[Callable[..., list[Any]]]:
    """Listens; then asks one check for what it is told to ask, and collects what it hears."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(address))
    listener.listen()
    heard: list[Any] = []

    def ask(requests: tuple[Any, ...]) -> None:
        connection, _ = listener.accept()
        with connection:
            heard.append(receive(connection, seconds=PLENTY))
            for request in requests:
                send(connection, request)
                if request != DONE:
                    heard.append(receive(connection, seconds=PLENTY))

    def examines(target: Any, *requests: Any, exercise_id: Any = "trial/twice") -> list[Any]:
        asking = threading.Thread(target=ask, args=(requests,))
        asking.start()
        assert check(exercise_id, target) is None
        asking.join()
        return heard

    yield examines
    listener.close()


def twice(image):
    print("twice!")
    return image * 2


def call(*args: Any, **kwargs: Any) -> dict[str, Any]:
    return {"do": "call", "args": list(args), "kwargs": kwargs}


def test_a_check_answers_until_there_are_no_more_questions(examiner, capsys):
    heard = examiner(twice, OPEN, call(np.arange(3)), call(image=4), DONE)
    hello, opened, first, second = heard
    assert hello == {"hello": "trial/twice"}
    assert opened["value"] == ["image"]
    assert 0 <= second.pop("seconds") < 5
    assert first["value"].tolist() == [0, 2, 4]
    assert second == {"value": 8, "printed": "twice!\n"}
    assert capsys.readouterr().out == SERVED + "\n"


def test_what_an_answer_does_wrong_is_told_in_words(examiner):
    def fails(image):
        raise LookupError("dark")

    *_, reply = examiner(fails, OPEN, call(1), DONE)
    assert reply["problem"]["kind"] == "raised"
    assert reply["problem"]["message"] == "`twice` stopped with LookupError: dark"
    assert reply["problem"]["error_types"][:2] == ["LookupError", "Exception"]
    assert reply["problem"]["line"] == 'raise LookupError("dark")'


def test_a_reply_that_is_too_large_becomes_a_problem_and_the_next_call_works(examiner, monkeypatch):
    monkeypatch.setattr("course.checking.wire.frames.MAX_BUFFER_BYTES", 1000)
    *_, too_large, small = examiner(lambda n: np.zeros(n), OPEN, call(1000), call(3), DONE)
    assert too_large["problem"]["kind"] == "unusable value"
    assert "return less" in too_large["problem"]["message"]
    assert small["value"].tolist() == [0, 0, 0]


def test_nothing_given_to_check_is_not_attempted(examiner):
    *_, reply = examiner(None, OPEN, DONE)
    assert reply["problem"]["kind"] == "not attempted"


def test_an_odd_id_is_no_error(examiner):
    assert examiner(twice, DONE, exercise_id=twice) == [{"hello": ""}]


def test_no_card_no_attempt_and_no_hint(examiner, capsys, home):
    examiner(twice, OPEN, DONE)
    hint("trial/twice")
    solution("trial/twice")
    assert not home.exists()
    lines = capsys.readouterr().out.splitlines()
    assert lines == [SERVED] + 2 * ["There are no hints or solutions while your answers are graded."]


def test_nobody_there(address, capsys):
    check("trial/twice", twice)
    assert capsys.readouterr().out == NOBODY + "\n"


def test_nobody_there_any_more(address, capsys):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as gone:
        gone.bind(str(address))
    check("trial/twice", twice)
    assert capsys.readouterr().out == NOBODY + "\n"


@pytest.mark.parametrize(
    "requests",
    [
        (),
        (OPEN,),
        (OPEN, call(1)),
        ({"do": "call", "args": [], "kwargs": {}}, DONE),
        (OPEN, {"do": "dance"}, DONE),
    ],
    ids=["at once", "after opening", "after a call", "without opening", "with nonsense"],
)
def test_an_examiner_that_goes_or_talks_nonsense_is_one_plain_line(address, capsys, requests):
    def ask() -> None:
        connection, _ = listener.accept()
        with connection, suppress(ConnectionError):
            receive(connection, seconds=PLENTY)
            for request in requests:
                send(connection, request)
                if not connection.recv(1 << 16):
                    break

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(address))
        listener.listen()
        asking = threading.Thread(target=ask)
        asking.start()
        check("trial/twice", twice)
        asking.join()
    assert capsys.readouterr().out == CUT_SHORT + "\n"


def test_it_works_where_the_exercises_cannot_be_seen(tmp_path):
    """As in the sandbox, where the folder of the exercises is empty."""
    code = """
import sys
sys.modules["course.exercises"] = None  # importing it is an ImportError
sys.modules["autograder"] = None
from course import check, data
check("trial/twice", lambda image: image * 2)
"""
    own = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(own))
        listener.listen()
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            env=os.environ | {"NBGRADER_EXECUTION": "autograde", EXAMINER_VARIABLE: str(own)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        connection, _ = listener.accept()
        with connection:
            assert receive(connection, seconds=PLENTY) == {"hello": "trial/twice"}
            for request, value in ((OPEN, ["image"]), (call(2), 4)):
                send(connection, request)
                reply = receive(connection, seconds=PLENTY)
                assert (reply["value"], reply["printed"]) == (value, "")
            send(connection, DONE)
        assert process.communicate()[0] == SERVED + "\n"
