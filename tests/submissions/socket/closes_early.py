# attack: greets the examiner and hangs up in the middle of a frame
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        examiner.sendall(b"\x00\x00\x00\x20" + b'{"hello":')


describe = None
course.check = check
