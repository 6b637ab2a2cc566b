# attack: sends a byte every half second, so that no single read is late
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|time limit
import course
import os
import socket
import time


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        for byte in b"\x00\x00\x04\x00" + b"{" * 1024:
            examiner.sendall(bytes([byte]))
            time.sleep(0.5)


describe = None
course.check = check
