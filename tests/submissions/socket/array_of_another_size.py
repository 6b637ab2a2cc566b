# attack: answers with an array whose shape is far larger than its bytes
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import course
import io
import os
import socket

import numpy as np

from course.checking.wire import frames as wire


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        wire.send(examiner, {"hello": exercise_id})
        while True:
            wire.receive(examiner, seconds=10)
            file = io.BytesIO()
            np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": (1 << 40,)})
            npy = file.getvalue() + b"\x00" * 64
            text = '{"buffers": [%d], "value": {"dict": [["value", {"array": 0}]]}}' % len(npy)
            examiner.sendall(len(text).to_bytes(4, "big") + text.encode() + npy)


describe = None
course.check = check
