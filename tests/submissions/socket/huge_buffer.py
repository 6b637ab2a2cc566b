# attack: answers with an array that is announced as a terabyte
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket

from course.checking.wire import frames as wire


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        wire.send(examiner, {"hello": exercise_id})
        wire.receive(examiner, seconds=10)
        text = b'{"buffers": [1099511627776], "value": {"dict": [["value", {"array": 0}]]}}'
        examiner.sendall(len(text).to_bytes(4, "big") + text)
        for megabyte in range(1 << 20):
            examiner.sendall(b"x" * (1 << 20))


describe = None
course.check = check
