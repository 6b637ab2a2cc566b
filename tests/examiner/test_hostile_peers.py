"""Whoever speaks to the examiner's socket instead of the course's own code earns nothing and stops nobody."""

import json
import socket
import struct
from pathlib import Path

import numpy as np
import pytest

from autograder.reasons import Reason
from course.checking.wire.frames import MAX_BUFFER_BYTES, MAX_HEADER_BYTES
from tests.examiner.conftest import PLENTY, Peer

A_SHORT_WHILE = 4.0
"""Seconds of an examination that is meant to run out of time after it has begun."""


@pytest.fixture
def lost(examiner, peer, examine):
    """After the test: no points, the reason named, and the examiner works on."""
    yield
    examination = examiner.finish()
    assert examination.verdict["score"] == 0
    assert examination.verdict["outcome"] == "error"
    assert examination.verdict["points"] == 3
    assert examination.reason == Reason.BAD_ANSWER
    assert examine("trial/twice", lambda image: image * 2).verdict["score"] == 3


def header(**fields) -> bytes:
    encoded = json.dumps({"value": None, "buffers": []} | fields).encode()
    return struct.pack(">I", len(encoded)) + encoded


RAW = {
    "garbage": b"\xff" * 1000,
    "an empty header": struct.pack(">I", 0),
    "a huge header": struct.pack(">I", MAX_HEADER_BYTES + 1),
    "no JSON": struct.pack(">I", 4) + b"nope",
    "a list": struct.pack(">I", 2) + b"[]",
    "NaN": struct.pack(">I", 25) + b'{"value":NaN,"buffers":[]}'[:25],
    "a huge buffer": header(buffers=[MAX_BUFFER_BYTES + 1]),
    "a negative buffer": header(buffers=[-1]),
    "pickled": header(value={"array": 0}, buffers=[6]) + b"\x80\x04K\x01.\n",
    "deep": struct.pack(">I", 200_000) + b"[" * 200_000,
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW.keys())
def test_bytes_that_are_no_frame_in_place_of_hello(peer, lost, raw):
    peer.socket.sendall(raw)
    assert peer.is_hung_up()


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW.keys())
def test_bytes_that_are_no_frame_in_place_of_an_answer(peer, lost, raw):
    peer.opened().hear()
    peer.socket.sendall(raw)
    assert peer.is_hung_up()


@pytest.mark.parametrize(
    "message",
    [
        None,
        "trial/twice",
        {"hello": "trial/colour"},
        {"hello": "trial/twice", "score": 3},
        {"hello": ["trial/twice"]},
        {"hello": "../../etc/passwd"},
    ],
)
def test_a_forged_hello(peer, lost, message):
    peer.say(message)
    assert peer.is_hung_up()


PROBLEM = {
    "kind": "raised",
    "message": "m",
    "error_types": [],
    "error_text": "",
    "line": "",
    "line_number": 1,
}


@pytest.mark.parametrize(
    "reply",
    [
        None,
        [],
        {},
        {"value": 1},
        {"value": 1, "printed": ""},
        {"value": 1, "printed": "", "seconds": -5.0},
        {"value": 1, "printed": "", "seconds": "0"},
        {"value": 1, "printed": 3, "seconds": 0.0},
        {"value": 1, "printed": "x" * 10_001, "seconds": 0.0},
        {"value": 1, "printed": "", "seconds": 0.0, "score": 3},
        {"value": 1, "problem": PROBLEM, "printed": "", "seconds": 0.0},
        {"value": (1, 2), "printed": "", "seconds": 0.0},
        {"value": np.float64(1), "printed": "", "seconds": 0.0},
        {
            "value": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
            "printed": "",
            "seconds": 0.0,
        },
        {"problem": None, "printed": "", "seconds": 0.0},
        {"problem": {}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"kind": "passed"}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"kind": "lost"}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"message": "x" * 3000}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"line_number": -1}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"line_number": True}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"error_types": ["E"] * 100}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"error_types": [3]}, "printed": "", "seconds": 0.0},
        {"problem": PROBLEM | {"panels": []}, "printed": "", "seconds": 0.0},
    ],
)
def test_a_reply_that_is_none(peer, lost, reply):
    peer.opened().hear()
    peer.say(reply)
    assert peer.is_hung_up()


@pytest.mark.parametrize("parameters", [None, "image", [1], ["x"] * 100, ["x" * 1000], {"image": 1}])
def test_parameters_that_are_none(peer, lost, parameters):
    peer.hello().hear()
    peer.answer(parameters)
    assert peer.is_hung_up()


def test_closing_at_once(peer, lost):
    peer.socket.close()


def test_closing_in_the_middle_of_a_frame(peer, lost):
    peer.opened().hear()
    peer.socket.sendall(header(value={"array": 0}, buffers=[1000])[:-3])
    peer.socket.close()


def test_closing_after_a_question(peer, lost):
    peer.opened().hear()
    peer.socket.close()


def test_parts_passed_before_the_conversation_broke_keep_their_points(examiner, peer):
    peer.opened()
    for _ in range(3):
        peer.answer(2 * peer.hear()["args"][0])
    peer.hear()
    peer.socket.close()
    examination = examiner.finish()
    assert [part["outcome"] for part in examination.verdict["parts"]] == ["passed", "error"]
    assert examination.reason == Reason.BAD_ANSWER
    assert "connection to your notebook ended" in examination.text


def test_an_answer_given_twice_is_taken_for_the_next_ones(examiner, peer):
    peer.opened()
    right = 2 * peer.hear()["args"][0]
    peer.answer(right)
    peer.answer(right)
    assert peer.hear()["do"] == "call"
    peer.answer(right)
    examination = examiner.finish()
    assert examination.verdict["parts"][0]["outcome"] == "failed"
    assert examination.verdict["score"] == 0


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        np.full((6, 8), np.nan),
        np.full((6, 8), np.inf),
        np.zeros((8, 6)),
        np.zeros((0, 7)),
        np.zeros((6, 8), bool),
        np.full((6, 8), "2"),
        np.full((6, 8), 1j),
        [[1, 2], [3]],
        {"score": 3},
        10**300,
        "passed",
        None,
    ],
    ids=str,
)
def test_values_of_every_kind_fail_like_any_wrong_answer(examiner, peer, value):
    peer.opened().hear()
    peer.answer(value)
    peer.hear()
    peer.answer(value)
    assert peer.hear() == {"do": "done"}
    examination = examiner.finish()
    assert examination.verdict["outcome"] == "failed"
    assert examination.verdict["score"] == 0
    assert "check itself broke" not in examination.text


def test_a_problem_told_by_the_peer_is_only_ever_its_own_failure(examiner, peer):
    peer.opened().hear()
    problem = PROBLEM | {"message": "<script>alert(1)</script>", "line": "<b>"}
    peer.say({"problem": problem, "printed": "", "seconds": 0.0})
    peer.hear()
    peer.say({"problem": problem, "printed": "", "seconds": 0.0})
    examination = examiner.finish()
    assert examination.verdict["score"] == 0
    assert "<script>" not in examination.html


def test_printed_text_is_kept_only_so_far(examiner, peer):
    peer.opened()
    for _ in range(4):
        peer.answer(2 * peer.hear()["args"][0], printed="x\n" * 4_000)
    assert peer.hear() == {"do": "done"}
    examination = examiner.finish()
    assert examination.verdict["score"] == 3
    assert "printed more than 5000 lines" in examination.text


def test_one_who_never_answers_is_cut_off(examiner, tmp_path):
    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, A_SHORT_WHILE)
    peer = Peer(path).opened()
    peer.hear()
    assert peer.is_hung_up()
    examination = examiner.finish()
    assert (examination.verdict["score"], examination.reason) == (0, Reason.CLOCK)
    assert "Not tried, because an earlier call could not be ended in time." in examination.text


def test_one_who_drips_is_cut_off(examiner, tmp_path):
    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, A_SHORT_WHILE)
    peer = Peer(path).opened()
    peer.hear()
    drops = iter(header(value="x" * 100_000))
    with pytest.raises(OSError):
        while True:
            peer.socket.sendall(bytes([next(drops)]))
            peer.socket.settimeout(0.05)
            try:
                if not peer.socket.recv(1):
                    raise ConnectionResetError
            except TimeoutError:
                continue
    assert examiner.finish().verdict["score"] == 0


def test_one_who_never_reads_is_cut_off(examiner, tmp_path):
    path = tmp_path / "socket"
    examiner.listen("faults/large", path, PLENTY, A_SHORT_WHILE)
    peer = Peer(path).opened("faults/large")
    examination = examiner.finish()
    assert peer.is_hung_up()
    assert (examination.verdict["score"], examination.reason) == (0, Reason.CLOCK)


def test_a_second_connection_is_refused_while_and_after_the_first_is_judged(examiner, peer, tmp_path: Path):
    path = tmp_path / "socket"
    peer.opened().hear()
    with pytest.raises(FileNotFoundError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as second:
        second.settimeout(PLENTY)
        second.connect(str(path))
    peer.socket.close()
    examiner.finish()
    assert not path.exists()


def test_whoever_waits_in_line_behind_the_first_gets_nothing(examiner, tmp_path):
    path = tmp_path / "socket"
    examiner.listen("trial/twice", path, PLENTY, PLENTY)
    first = Peer(path)
    try:
        second = Peer(path).hello()
    except OSError:
        second = None  # the examiner was faster
    first.opened()
    while (request := first.hear())["do"] == "call":
        first.answer(2 * request["args"][0])
    assert second is None or second.is_hung_up()
    assert examiner.finish().verdict["score"] == 3


@pytest.mark.parametrize(
    "question",
    [
        {"asks": 1, "args": []},
        {"asks": -1, "args": []},
        {"asks": True, "args": []},
        {"asks": "0", "args": []},
        {"asks": 0, "args": {"x": 1}},
        {"asks": 0},
        {"asks": 0, "args": [], "more": 1},
    ],
)
def test_a_question_to_a_function_that_is_not_there(examiner, tmp_path, question):
    examiner.listen("takes/slope", tmp_path / "asked", PLENTY, PLENTY)
    peer = Peer(tmp_path / "asked").opened("takes/slope")
    assert peer.hear()["functions"] == {0: {"name": "parabola", "parameters": ["x"]}}
    peer.say(question)
    assert peer.is_hung_up()
    assert examiner.finish().reason == Reason.BAD_ANSWER


def test_questions_that_never_end_are_ended(examiner, tmp_path):
    examiner.listen("takes/slope", tmp_path / "asked", PLENTY, PLENTY)
    peer = Peer(tmp_path / "asked").opened("takes/slope")
    peer.hear()
    peer.say({"asks": 0, "args": [[]] * 30})
    assert "30 arguments" in peer.hear()["refused"]
    with pytest.raises(OSError):
        for _ in range(6_000):
            peer.say({"asks": 0, "args": ["no number"]})
            assert peer.hear()["refused"] == "x should be a float"
    assert examiner.finish().reason == Reason.BAD_ANSWER
