"""Messages between the fork server and its clients: JSON with a length in front, file descriptors beside it.

One connection belongs to one kernel. The client asks {"start": {...}} and sends two descriptors, for
stdout and stderr; the server answers {"started": pid, "survives": bool} or {"refused": why}, later
{"exited": code}. In between the client may send {"signal": number}. Closing the connection ends the kernel;
"survives" says whether it goes on when the server, instead, is gone.
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

LENGTH = struct.Struct("!I")
LONGEST = 4 << 20
"""Bytes of one message; an environment is a few thousand."""

MOST_DESCRIPTORS = 2


def send(connection: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one message, with open file descriptors for the other side; raises OSError."""
    text = json.dumps(message).encode("utf-8")
    socket.send_fds(connection, [LENGTH.pack(len(text))], list(descriptors))
    connection.sendall(text)


class Received:
    """What has come in on one connection: bytes until a message is whole, and descriptors."""

    def __init__(self) -> None:
        self._bytes = b""
        self.descriptors: list[int] = []

    def read(self, connection: socket.socket) -> bool:
        """Take in what is there; False when the other side has closed. Raises OSError."""
        data, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, MOST_DESCRIPTORS)
        self._bytes += data
        self.descriptors += descriptors
        return bool(data)

    def next_message(self) -> dict[str, Any] | None:
        """The next whole message, None when there is none yet; raises ValueError for anything else."""
        if len(self._bytes) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack(self._bytes[: LENGTH.size])
        if length > LONGEST:
            raise ValueError(f"a message of {length} bytes")
        end = LENGTH.size + length
        if len(self._bytes) < end:
            return None
        text, self._bytes = self._bytes[LENGTH.size : end], self._bytes[end:]
        message = json.loads(text)
        if not isinstance(message, dict):
            raise ValueError("a message that is no object")
        return message
