# attack: a number with a million digits, which takes minutes to read
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import os
import socket
import struct


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        text = b'{"hello": ' + b"9" * 1_000_000 + b"}"
        examiner.sendall(struct.pack(">I", len(text)) + text)
        examiner.recv(1)
