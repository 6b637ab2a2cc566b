# attack: writes to stderr for ever, past Python as well
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit
import os
import sys

while True:
    os.write(2, b"x" * 10_000)
    sys.stderr.write("y" * 10_000)
