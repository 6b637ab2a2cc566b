# attack: never stops sending, in frames that are right, each of them a greeting
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import os
import socket

from course.checking.wire import frames as wire


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        while True:
            wire.send(examiner, {"hello": exercise_id})


describe = None
course.check = check
