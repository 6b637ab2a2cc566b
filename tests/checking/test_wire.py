"""Frames: what is sent arrives the same, and whatever else arrives is refused before it costs anything."""

import json
import math
import random
import socket
import string
import struct
import threading
import time
from typing import Any

import numpy as np
import pytest

from course.checking.contract.values import MAX_ITEMS, same
from course.checking.wire import frames as wire
from course.checking.wire import value_trees as wire_values
from course.checking.wire.frames import BadFrame, PeerGone, TooLarge, encode, receive, send

PLENTY = 60.0


@pytest.fixture
def ends():
    here, there = socket.socketpair()
    with here, there:
        yield here, there


def arrived(raw: bytes, plain: bool = True, **limits: Any) -> Any:
    """What is received when these bytes were sent, and nothing after them."""
    here, there = socket.socketpair()
    with here, there:

        def pour() -> None:
            try:
                here.sendall(raw)
                here.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # the other side had read enough

        pouring = threading.Thread(target=pour)
        pouring.start()
        try:
            return receive(there, seconds=PLENTY, plain=plain, **limits)
        finally:
            there.close()
            pouring.join()


def frame(header: Any, *buffers: bytes) -> bytes:
    encoded = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">I", len(encoded)) + encoded + b"".join(buffers)


def of_tree(tree: Any, *buffers: bytes) -> bytes:
    return frame({"value": tree, "buffers": [len(buffer) for buffer in buffers]}, *buffers)


def npy(array: np.ndarray) -> bytes:
    return bytes(wire._npy_of(array))


def identical(first: Any, second: Any) -> bool:
    """The same to the last bit, type, dtype, shape and memory order."""
    if isinstance(first, np.ndarray):
        return same(first, second) and first.flags.f_contiguous == second.flags.f_contiguous
    if isinstance(first, np.generic):
        return type(first) is type(second) and first.tobytes() == second.tobytes()
    if isinstance(first, (list, tuple)):
        return (
            type(first) is type(second) and len(first) == len(second) and all(map(identical, first, second))
        )
    if isinstance(first, dict):
        return identical(list(first.items()), list(second.items()))
    if isinstance(first, complex):
        return identical((first.real, first.imag), (second.real, second.imag))
    if isinstance(first, float):
        # NaN has many bit patterns and JSON one; arrays keep theirs.
        return repr(first) == repr(second)
    return type(first) is type(second) and first == second


DTYPES = ["?", "u1", "i1", "<u2", ">i4", "<i8", "<f2", "<f4", ">f8", "<c8", "<c16", "<U3", ">U5"]


def random_array(chance: random.Random) -> np.ndarray:
    dtype = np.dtype(chance.choice(DTYPES))
    shape = tuple(chance.choice((0, 1, 2, 3, 7)) for _ in range(chance.randint(0, 4)))
    count = math.prod(shape)
    if dtype.kind == "U":
        flat = np.array(["".join(chance.choices("aé漢😀", k=3)) for _ in range(count)], dtype)
    elif dtype.kind == "b":
        flat = np.array(chance.choices((True, False), k=count), dtype)
    else:
        flat = np.frombuffer(chance.randbytes(count * dtype.itemsize), dtype)
    return flat.reshape(shape, order=chance.choice("CF"))


def random_value(chance: random.Random, depth: int = 0) -> Any:
    """Anything that a judge may send."""
    makers = [
        lambda: None,
        lambda: chance.random() < 0.5,
        lambda: chance.randint(-(10**3), 10**3),
        lambda: chance.choice((-1, 1)) * chance.getrandbits(chance.choice((62, 63, 64, 65, 4000))),
        lambda: struct.unpack(">d", chance.randbytes(8))[0] * 1.0,
        lambda: chance.choice((math.nan, math.inf, -math.inf, -0.0, 5e-324)),
        lambda: complex(chance.choice((math.nan, 1.5)), chance.choice((-math.inf, -0.0))),
        lambda: "".join(chance.choices(string.printable + "é漢😀\0\u2028", k=chance.randint(0, 9))),
        lambda: random_array(chance),
        lambda: np.ravel(random_array(chance))[:1].sum() if depth else np.float32(chance.random()),
        lambda: np.dtype(chance.choice(DTYPES)),
    ]
    if depth < 4:
        count = chance.randint(0, 4)
        makers += 2 * [
            lambda: [random_value(chance, depth + 1) for _ in range(count)],
            lambda: tuple(random_value(chance, depth + 1) for _ in range(count)),
            lambda: {
                chance.choice((chance.randint(-9, 9), f"k{n}")): random_value(chance, depth + 1)
                for n in range(count)
            },
        ]
    try:
        return chance.choice(makers)()
    except TypeError:
        return None  # the sum of texts


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_sent_arrives_the_same(seed):
    chance = random.Random(seed)
    value = {"do": "call", "args": [random_value(chance) for _ in range(4)]}
    assert identical(arrived(b"".join(encode(value)), plain=False), value)


@pytest.mark.parametrize("seed", range(150))
def test_bytes_changed_on_the_way_are_refused_or_read_as_some_plain_value(seed):
    chance = random.Random(seed)
    value = {"value": [random_array(chance), {"a": [1, 2.5, "text"]}, 10**30], "printed": "x"}
    raw = bytearray(b"".join(encode(value)))
    for _ in range(chance.randint(1, 4)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    try:
        received = arrived(bytes(raw))
    except BadFrame:
        return
    encode(received)


def test_arrays_that_arrive_can_be_written_to():
    received = arrived(b"".join(encode(np.zeros(3))))
    received[0] = 1


def test_a_part_of_a_larger_array_travels_alone():
    large = np.arange(1_000_000)
    assert sum(map(len, encode(large[::100_000]))) < 1000
    assert identical(arrived(b"".join(encode(large[::100_000]))), large[::100_000].copy())


@pytest.mark.parametrize(
    "value", [{1, 2}, object(), b"bytes", np.array([object()]), {1.5: 2}, 1 << 9000, print]
)
def test_other_values_are_not_sent(value):
    with pytest.raises(TypeError):
        encode(value)


def test_more_than_the_other_side_would_read_is_not_sent(ends, monkeypatch):
    here, there = ends
    monkeypatch.setattr(wire, "MAX_BUFFER_BYTES", 1000)
    for value in (
        [0] * (3 * MAX_ITEMS + 2000),
        "," * (3 * MAX_ITEMS + 2000),
        np.zeros(1000),
        [np.zeros(1)] * 10_001,
    ):
        with pytest.raises(TooLarge):
            send(here, value)
    send(here, "nothing of them was")
    assert receive(there, seconds=PLENTY) == "nothing of them was"


def test_tuples_and_numpy_scalars_are_for_judges_to_send_only():
    for value in ((1, 2), np.float64(1), np.dtype("u1")):
        with pytest.raises(BadFrame):
            arrived(b"".join(encode(value)), plain=True)


ZEROS = npy(np.zeros((2, 3)))


def with_header(text: str, data: bytes = b"") -> bytes:
    """A .npy file with a header of one's own."""
    encoded = text.encode("latin1")
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(encoded)) + encoded + data


def described(descr: str, shape: str, data: bytes = b"", order: str = "False") -> bytes:
    return with_header(f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n", data)


BAD_ARRAYS = {
    "nothing of npy": b"PK\x03\x04",
    "another version": ZEROS.replace(b"\x01\x00", b"\x03\x00", 1),
    "too little data": ZEROS[:-1],
    "too much data": ZEROS + b"\0",
    "objects": described("'|O'", "(1,)", b"\0" * 8),
    "records": described("[('a', '<f8')]", "(1,)", b"\0" * 8),
    "nested": described("('<f8', (2,))", "(1,)", b"\0" * 16),
    "void": described("'|V8'", "(1,)", b"\0" * 8),
    "bytes": described("'|S8'", "(1,)", b"\0" * 8),
    "dates": described("'<M8[s]'", "(1,)", b"\0" * 8),
    "wide floats": described("'<f16'", "(1,)", b"\0" * 16),
    "text of no letters": described("'<U0'", "(1000000000,)"),
    "a negative shape": described("'<f8'", "(-1, -1)", b"\0" * 8),
    "a truth in the shape": described("'<f8'", "(True,)", b"\0" * 8),
    "a shape beyond all bounds": described("'<f8'", "(4611686018427387904, 4)", b"\0" * 8),
    "an empty array beyond all bounds": described("'<f8'", "(0, 4611686018427387904, 8)"),
    "too many axes": described("'u1'", "(" + "1," * 70 + ")", b"\0"),
    "a header that is an expression": with_header("__import__('os')\n"),
    "a header nested deep": with_header("(" * 400 + "\n"),
    "a long header": with_header("{" + " " * 5000 + "}"),
    "an old header": described("'<f8'", "(1L,)", b"\0" * 8),
    "a truth of 7": npy(np.array([1], np.uint8)).replace(b"|u1", b"|b1")[:-1] + b"\x07",
    "letters beyond Unicode": described("'<U1'", "(1,)", b"\xff\xff\xff\xff"),
    "half a letter": described("'<U1'", "(1,)", struct.pack("<I", 0xD800)),
    "half a letter, the other way round": described("'>U1'", "(1,)", struct.pack(">I", 0xD800)),
}


@pytest.mark.parametrize("buffer", BAD_ARRAYS.values(), ids=BAD_ARRAYS.keys())
def test_an_array_that_is_none(buffer):
    with pytest.raises(BadFrame):
        arrived(of_tree({"array": 0}, buffer))


BAD_TREES = {
    "an unknown tag": {"pickle": "x"},
    "no tag": {},
    "two tags": {"int": "0x8000000000000000", "float": "nan"},
    "a dict in JSON's way": {"score": 3},
    "a large number in plain": 2**63,
    "a small number as large": {"int": "0x1"},
    "a large number in capitals": {"int": "0X8000000000000000"},
    "a large number with spaces": {"int": " 0x8000000000000000"},
    "a number of too many digits": {"int": "0x" + "f" * 3000},
    "a number that is a list": {"int": []},
    "an unknown special number": {"float": "NaN"},
    "a plain number as special": {"float": 1.5},
    "a complex of three": {"complex": [1.0, 2.0, 3.0]},
    "a complex of text": {"complex": ["1", "2"]},
    "a dict that is a list of numbers": {"dict": [1, 2]},
    "a dict with a list as key": {"dict": [[[1], 2]]},
    "a dict with a truth as key": {"dict": [[True, 2]]},
    "a dict with the same key twice": {"dict": [["a", 1], ["a", 2]]},
    "a dict of triples": {"dict": [["a", 1, 2]]},
    "an array that is not there": {"array": 0},
    "an array of a negative number": {"array": -1},
    "an array of a truth": {"array": False},
    "half a letter": "\ud800",
    "half a letter as key": {"dict": [["\udfff", 1]]},
    "nested too deep": json.loads("[" * 30 + "]" * 30),
}


@pytest.mark.parametrize("tree", BAD_TREES.values(), ids=BAD_TREES.keys())
def test_a_value_that_is_none(tree):
    with pytest.raises(BadFrame):
        arrived(of_tree(tree))


@pytest.mark.parametrize(
    "tree",
    [[{"array": 0}, {"array": 0}], [{"array": 1}, {"array": 0}], {"array": 0}, 3, {"scalar": 0}],
    ids=["one twice", "out of order", "one left over", "both left over", "no scalar"],
)
def test_arrays_are_referred_to_once_and_in_order(tree):
    with pytest.raises(BadFrame):
        arrived(of_tree(tree, ZEROS, ZEROS), plain=False)


BAD_HEADERS = {
    "no length": b"\0\0",
    "an empty header": struct.pack(">I", 0),
    "a header of 4 GB": b"\xff\xff\xff\xff" + b"x" * 1000,
    "less than was announced": struct.pack(">I", 1000) + b"{}",
    "no JSON": frame(b"not JSON at all"),
    "no UTF-8": frame(b'{"value": "\xff", "buffers": []}'),
    "no object": frame([]),
    "no buffers": frame({"value": 1}),
    "something more": frame({"value": 1, "buffers": [], "score": 3}),
    "buffers as text": frame({"value": 1, "buffers": "[]"}),
    "a negative buffer": frame({"value": 1, "buffers": [-1]}),
    "an empty buffer": frame({"value": 1, "buffers": [0]}),
    "a buffer of 1.5 bytes": frame({"value": 1, "buffers": [1.5]}),
    "a buffer of a truth": frame({"value": 1, "buffers": [True]}),
    "buffers of 1 GB": frame({"value": 1, "buffers": [1 << 30]}),
    "buffers of 1 GB together": frame({"value": 1, "buffers": [1 << 20] * 1024}),
    "too many buffers": frame({"value": 1, "buffers": [1] * 10_001}),
    "a buffer that does not come": frame({"value": {"array": 0}, "buffers": [100]}),
    "NaN": frame(b'{"value": NaN, "buffers": []}'),
    "Infinity": frame(b'{"value": -Infinity, "buffers": []}'),
    "a number beyond all bounds": frame(b'{"value": 1e999, "buffers": []}'),
    "a number of a million digits": frame(b'{"value": ' + b"9" * 1_000_000 + b', "buffers": []}'),
    "the same key twice": frame(b'{"value": 1, "value": 2, "buffers": []}'),
    "the same tag twice": frame(b'{"value": {"float": "nan", "float": "inf"}, "buffers": []}'),
    "nested 100,000 deep": frame(b'{"value": ' + b"[" * 100_000 + b"]" * 100_000 + b', "buffers": []}'),
    "objects nested 100,000 deep": frame(b'{"value": ' + b'{"dict":' * 100_000 + b"1" + b"}" * 100_000),
}


@pytest.mark.parametrize("raw", BAD_HEADERS.values(), ids=BAD_HEADERS.keys())
def test_a_header_that_is_none(raw):
    with pytest.raises(BadFrame):
        arrived(raw)


def test_items_are_counted_before_they_are_made(monkeypatch):
    monkeypatch.setattr(wire.json, "loads", lambda *args, **kwargs: pytest.fail("parsed"))
    for item in (b"[],", b"{},", b"0,"):
        with pytest.raises(BadFrame, match="too many items"):
            arrived(frame(b'{"value": [' + item * (3 * MAX_ITEMS + 2000) + b'0], "buffers": []}'))


def test_many_items_within_the_bounds_of_a_header_are_still_too_many(monkeypatch):
    monkeypatch.setattr(wire_values, "MAX_ITEMS", 1000)
    for tree in ([0] * 2000, [[[]] * 500] * 5, {"dict": [[number, 0] for number in range(2000)]}):
        with pytest.raises(BadFrame, match="items"):
            arrived(of_tree(tree))


def test_memory_is_taken_only_for_what_may_come(monkeypatch):
    taken = []
    exactly = wire._exactly

    def noted(connection: socket.socket, size: int, deadline: float) -> bytearray:
        taken.append(size)
        return exactly(connection, size, deadline)

    monkeypatch.setattr(wire, "_exactly", noted)
    for name in ("a header of 4 GB", "buffers of 1 GB", "buffers of 1 GB together", "too many buffers"):
        with pytest.raises(BadFrame):
            arrived(BAD_HEADERS[name])
    assert max(taken) < 1 << 20


def test_nothing_in_time(ends):
    with pytest.raises(TimeoutError):
        receive(ends[1], seconds=0.01)


def test_closed_between_two_frames(ends):
    here, there = ends
    send(here, 1)
    here.close()
    assert receive(there, seconds=PLENTY) == 1
    with pytest.raises(PeerGone):
        receive(there, seconds=PLENTY)


def test_a_frame_that_drips_is_cut_off_however_steady_the_drops(ends):
    here, there = ends
    raw = b"".join(encode("x" * 1_000_000))
    stop = threading.Event()

    def drip() -> None:
        for byte in raw:
            here.sendall(bytes([byte]))
            if stop.wait(0.01):
                return

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        with pytest.raises(BadFrame, match="too long to arrive"):
            receive(there, seconds=PLENTY, frame_seconds=0.3)
    finally:
        stop.set()
        dripping.join()


def test_sending_to_one_who_does_not_read_ends(ends):
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        send(ends[0], np.zeros(10_000_000), seconds=0.2)
    assert time.monotonic() - start < PLENTY
