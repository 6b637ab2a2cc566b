# attack: looks for the examiner in its answer cell already; nobody is there, and that costs nothing
# expected: describe 3 of 3, first_axis 1 of 1
import os
import socket

for attempt in range(10):
    with socket.socket(socket.AF_UNIX) as examiner:
        try:
            examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        except OSError:
            pass
exec(RIGHT_ANSWER)
