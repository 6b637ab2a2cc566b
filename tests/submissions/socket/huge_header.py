# attack: announces a header of 4 GB and sends as much of it as anybody takes
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        examiner.sendall(b"\xff\xff\xff\xff")
        for megabyte in range(4096):
            examiner.sendall(b"{" * (1 << 20))


describe = None
course.check = check
