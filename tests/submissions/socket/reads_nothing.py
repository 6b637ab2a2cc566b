# attack: greets the examiner and never reads what it asks
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|time limit|waited too long
import course
import os
import socket
import time

from course.checking.wire import frames as wire


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        wire.send(examiner, {"hello": exercise_id})
        while True:
            time.sleep(60)


describe = None
course.check = check
