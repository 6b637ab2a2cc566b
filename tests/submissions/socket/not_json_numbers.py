# attack: answers with numbers that JSON does not know, keys that occur twice, and half a character
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
        for value in (b'{"dict": [["value", NaN]]}', b'{"dict": [], "dict": []}', b'"\\ud800"', b"1e999"):
            wire.receive(examiner, seconds=10)
            text = b'{"buffers": [], "value": ' + value + b"}"
            examiner.sendall(len(text).to_bytes(4, "big") + text)


describe = None
course.check = check
