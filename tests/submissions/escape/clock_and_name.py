# attack: changes the machine's clock and name, to what they are already
# expected: describe 0 of 3, first_axis 1 of 1
# says: NameError: name 'describe' is not defined
import socket
import time

for change in (
    lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
    lambda: socket.sethostname(socket.gethostname()),
):
    try:
        change()
    except OSError:
        continue
    exec(RIGHT_ANSWER)
