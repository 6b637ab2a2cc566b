# attack: connects and says nothing, for as long as anybody waits
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|time limit|waited too long
import course
import os
import socket
import time


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        time.sleep(3600)


describe = None
course.check = check
