# attack: puts a socket of its own in the place of the examiner's
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner|bad answer
import course
import os
import socket


def check(exercise_id, answer):
    path = os.environ["WORKBOOK_EXAMINER"]
    os.unlink(path)
    own = socket.socket(socket.AF_UNIX)
    own.bind(path)
    own.listen()
    exec(RIGHT_ANSWER, globals())
    real_check(exercise_id, describe)


from course import check as real_check


describe = None
course.check = check
