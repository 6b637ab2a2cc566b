# attack: a number with a million digits, which takes minutes to read
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        text = b'{"buffers": [], "value": ' + b"9" * 1_000_000 + b"}"
        examiner.sendall(len(text).to_bytes(4, "big") + text)
        examiner.recv(1)


describe = None
course.check = check
