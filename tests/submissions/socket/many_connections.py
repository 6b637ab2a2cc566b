# attack: opens five hundred connections at once and keeps them
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer|time limit|NameError|should
import course
import os
import socket

kept = []


def check(exercise_id, answer):
    for number in range(500):
        examiner = socket.socket(socket.AF_UNIX)
        examiner.setblocking(False)
        kept.append(examiner)
        try:
            examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        except OSError:
            pass
    while True:
        pass


describe = None
course.check = check
