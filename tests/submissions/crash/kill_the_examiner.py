# attack: kills whoever sits at the other end of the examiner's socket
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|SO_PEERCRED says 0
import course
import os
import signal
import socket
import struct


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        number, user, group = struct.unpack("3i", examiner.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        if number not in (0, os.getpid()):
            os.kill(number, signal.SIGKILL)
        raise LookupError(f"SO_PEERCRED says {number}")


describe = None
course.check = check
