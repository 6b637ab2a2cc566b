"""Messages between the examiner and the process that runs an answer, over a stream socket. No pickle anywhere.

A frame is a 4-byte length (big endian), a JSON header of that length, and the arrays the header counts,
each as a .npy file. Whoever reads may face a hostile process: everything is bounded before memory is taken
for it, and everything else than a frame is a `BadFrame`.
"""

from __future__ import annotations

import io
import json
import math
import socket
import time
import warnings
from typing import Any

import numpy as np

from course.checking.contract.values import MAX_ARRAY_BYTES, MAX_ITEMS
from course.checking.wire.value_trees import BadFrame, from_tree, to_tree, travels

EXAMINER_VARIABLE = "WORKBOOK_EXAMINER"
"""Names the unix socket on which an examiner waits for the answer of the check that runs now."""

MAX_HEADER_BYTES = 32 << 20
MAX_BUFFERS = 10_000
MAX_BUFFER_BYTES = MAX_ARRAY_BYTES + (1 << 20)
"""All arrays of one frame together."""

MAX_TOKENS = 3 * MAX_ITEMS + 1000
"""Commas and opening brackets in a header: no item of JSON goes without one."""

MAX_NPY_HEADER_BYTES = 512
LONGEST_JSON_INT = 20
FRAME_SECONDS = 30.0
"""From a frame's first byte to its last."""


class TooLarge(ValueError):
    """A message is larger than the other side would read."""


class PeerGone(ConnectionError):
    """The other process closed the connection, or ended."""


def send(connection: socket.socket, message: Any, *, seconds: float = FRAME_SECONDS) -> None:
    """Send one message.

    Args:
        connection: a connected stream socket.
        message: what `to_tree` can take apart.
        seconds: how long the other side may take to receive it.

    Raises:
        TypeError: it holds something that cannot be sent.
        TooLarge: it is too large; nothing has been sent.
        OSError: the other side is gone, or does not read (TimeoutError).
    """
    deadline = time.monotonic() + seconds
    for piece in encode(message):
        connection.settimeout(max(deadline - time.monotonic(), 0.001))
        connection.sendall(piece)


def encode(message: Any) -> list[bytes | memoryview]:
    """The bytes of a frame, in pieces.

    Raises:
        TypeError, TooLarge: see `send`.
    """
    tree, arrays = to_tree(message)
    buffers = [_npy_of(array) for array in arrays]
    sizes = [len(buffer) for buffer in buffers]
    header = json.dumps({"value": tree, "buffers": sizes}, allow_nan=False, separators=(",", ":")).encode()
    if len(header) > MAX_HEADER_BYTES or _tokens(header) > MAX_TOKENS:
        raise TooLarge(f"more than {MAX_ITEMS:,} items or {MAX_HEADER_BYTES >> 20} MB of text")
    if len(buffers) > MAX_BUFFERS:
        raise TooLarge(f"more than {MAX_BUFFERS:,} arrays")
    if sum(sizes) > MAX_BUFFER_BYTES:
        raise TooLarge(f"arrays of more than {MAX_ARRAY_BYTES >> 20} MB")
    return [len(header).to_bytes(4, "big"), header, *buffers]


def receive(
    connection: socket.socket, *, seconds: float, frame_seconds: float = FRAME_SECONDS, plain: bool = False
) -> Any:
    """Receive one message.

    Args:
        connection: a connected stream socket.
        seconds: how long to wait for its first byte.
        frame_seconds: how long the rest may take.
        plain: see `from_tree`.

    Raises:
        TimeoutError: nothing came.
        PeerGone: the connection ended where a message could have begun.
        BadFrame: what came is not a frame, not whole, or not here in time.
        OSError: the connection broke.
    """
    connection.settimeout(max(seconds, 0.001))
    first = connection.recv(1)
    if not first:
        raise PeerGone("the connection was closed")
    deadline = time.monotonic() + frame_seconds
    length = int.from_bytes(first + _exactly(connection, 3, deadline), "big")
    if not 0 < length <= MAX_HEADER_BYTES:
        raise BadFrame(f"a header of {length:,} bytes")
    header = _header_of(_exactly(connection, length, deadline))
    buffers = [_exactly(connection, size, deadline) for size in _sizes(header["buffers"])]
    return from_tree(header["value"], [_array_of(buffer) for buffer in buffers], plain=plain)


def _exactly(connection: socket.socket, size: int, deadline: float) -> bytearray:
    """The next bytes, in memory of their own, so that an array made of them can be written to."""
    received = bytearray(size)
    view = memoryview(received)
    while view:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise BadFrame("a message that takes too long to arrive")
        connection.settimeout(remaining)
        try:
            count = connection.recv_into(view)
        except TimeoutError:
            continue
        if not count:
            raise BadFrame("the connection ended within a message")
        view = view[count:]
    return received


def _tokens(header: bytes | bytearray) -> int:
    return header.count(b",") + header.count(b"[") + header.count(b"{")


def _header_of(encoded: bytearray) -> dict[str, Any]:
    if _tokens(encoded) > MAX_TOKENS:
        raise BadFrame("a header of too many items")
    try:
        header = json.loads(
            encoded.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_int=_short_int,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise BadFrame("a header nested too deep") from None
    except ValueError:
        raise BadFrame("a header that is not JSON") from None
    if type(header) is not dict or header.keys() != {"value", "buffers"}:
        raise BadFrame("a header without exactly a value and buffers")
    return header


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise BadFrame("a key that occurs twice")
    return result


def _short_int(digits: str) -> int:
    if len(digits) > LONGEST_JSON_INT:
        raise BadFrame("a whole number of too many digits")
    return int(digits)


def _no_constant(name: str) -> None:
    raise BadFrame(f"{name}, which is not JSON")


def _sizes(sizes: Any) -> list[int]:
    if type(sizes) is not list or len(sizes) > MAX_BUFFERS:
        raise BadFrame("no list of buffers, or too many")
    if not all(type(size) is int and size > 0 for size in sizes):
        raise BadFrame("a buffer's size that is no positive whole number")
    if sum(sizes) > MAX_BUFFER_BYTES:
        raise BadFrame(f"buffers of {sum(sizes):,} bytes")
    return sizes


def _npy_of(array: np.ndarray) -> memoryview:
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, version=(1, 0), allow_pickle=False)
    return buffer.getbuffer()


def _array_of(buffer: bytearray) -> np.ndarray:
    """The array in a .npy file, on the file's own memory."""
    stream = io.BytesIO(buffer[: MAX_NPY_HEADER_BYTES + 10])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # numpy mends odd headers with a warning
            if np.lib.format.read_magic(stream) != (1, 0):
                raise BadFrame("an array of another .npy version")
            shape, fortran_order, dtype = np.lib.format.read_array_header_1_0(stream, MAX_NPY_HEADER_BYTES)
    except BadFrame:
        raise
    except Exception:
        # Whatever numpy's reader or the parser below it has to say about hostile bytes.
        raise BadFrame("an array without a readable .npy header") from None
    if not travels(dtype):
        raise BadFrame("an array of objects or records")
    if not all(type(length) is int and length >= 0 for length in shape) or len(shape) > 32:
        raise BadFrame("an array of an impossible shape")
    count = math.prod(shape)
    if count * dtype.itemsize != len(buffer) - stream.tell():
        raise BadFrame("an array whose shape does not fit its bytes")
    if math.prod(length for length in shape if length) > MAX_ARRAY_BYTES:
        raise BadFrame("an empty array of an impossible shape")
    flat = np.frombuffer(buffer, dtype, count, stream.tell()) if count else np.empty(0, dtype)
    _insist_on_possible_values(flat)
    return flat.reshape(shape, order="F" if fortran_order else "C")


def _insist_on_possible_values(flat: np.ndarray) -> None:
    """Bytes that no array holds would make numpy count wrongly (a truth of 7) or stop (a letter of 32 bits)."""
    if flat.dtype.kind == "b" and flat.size and flat.view(np.uint8).max() > 1:
        raise BadFrame("truth values that are neither true nor false")
    if flat.dtype.kind == "U" and flat.size:
        points = flat.view(np.dtype(np.uint32).newbyteorder(flat.dtype.byteorder))
        if points.max() > 0x10FFFF or ((points >= 0xD800) & (points <= 0xDFFF)).any():
            raise BadFrame("text of impossible letters")
