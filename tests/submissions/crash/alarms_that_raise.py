# attack: a timer raises an error every few milliseconds, wherever the kernel happens to be
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: .
import signal


def ring(number, frame):
    raise TimeoutError("somewhere")


exec(RIGHT_ANSWER)
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
