# attack: takes the examiner for a web server
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        examiner.sendall(b"GET /gradebook.db HTTP/1.1\r\nHost: localhost\r\n\r\n")
        examiner.recv(1)


describe = None
course.check = check
