# attack: kills its own kernel
# expected: describe 0 of 3, first_axis 1 of 1
# says: kernel died
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
