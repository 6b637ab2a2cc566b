# attack: kills every process there is; only its own few can be reached, so it gets nothing
# expected: describe 3 of 3, first_axis 1 of 1
import os
import signal

try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
exec(RIGHT_ANSWER)
