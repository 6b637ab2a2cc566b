# attack: every process becomes two, for ever
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|memory limit|kernel died|waited too long
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
