# attack: passes open files to the examiner by the hundred, until it can open none of its own
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|time limit
import course
import os
import socket


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        for attempt in range(1000):
            socket.send_fds(examiner, [b"\x00"], [0, 1, 2] * 80)


describe = None
course.check = check
