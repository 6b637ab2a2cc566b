# attack: keeps every processor busy with processes of its own, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
import os

for number in range(8):
    if os.fork() == 0:
        while True:
            pass
exec(RIGHT_ANSWER)
