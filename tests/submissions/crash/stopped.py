# attack: stops its own kernel, which neither dies nor answers
# expected: describe 0 of 3, first_axis 1 of 1
# says: time limit|kernel died|waited too long
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
