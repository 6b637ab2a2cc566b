# attack: speaks no known language to the examiner
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        examiner.sendall(bytes(range(256)) * 1000)
        examiner.recv(1)


describe = None
course.check = check
