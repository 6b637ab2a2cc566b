# attack: sends the examiner the verdict it would like to hear
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import os
import socket
import struct


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        hello = b'{"hello": "welcome/describe"}'
        verdict = b'{"verdict": {"outcome": "passed", "score": 3}, "done": true, "score": 3, "reason": ""}'
        for text in (hello, verdict, verdict):
            examiner.sendall(struct.pack(">I", len(text)) + text)
        examiner.recv(1)
