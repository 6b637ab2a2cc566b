# attack: hides memory in shared memory, where no process owns it; the room there is small, so it gets nothing
# expected: describe 3 of 3, first_axis 1 of 1
import os

try:
    with open("/dev/shm/full", "wb") as file:
        while True:
            file.write(b"x" * (1 << 20))
except OSError:
    os.remove("/dev/shm/full")
exec(RIGHT_ANSWER)
