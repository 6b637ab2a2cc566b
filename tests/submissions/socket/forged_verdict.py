# attack: answers the examiner's requests with the verdict it would like to hear
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
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
            wire.send(examiner, {"verdict": {"outcome": "passed", "score": 3}, "done": True, "reason": ""})


describe = None
course.check = check
