# attack: sends two answers to each request, so that each request finds the answer to another one
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
import course
import os
import socket

from course.checking.wire import frames as wire


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        wire.send(examiner, {"hello": exercise_id})
        while True:
            wire.receive(examiner, seconds=10)
            for height in (1, 2):
                wire.send(examiner, {"value": {"height": height, "width": height}})


describe = None
course.check = check
