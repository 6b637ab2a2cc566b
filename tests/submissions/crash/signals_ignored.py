# attack: ignores every signal and sets a timer, beside a right answer; the kernel must end all the same
# expected: describe 3 of 3, first_axis 1 of 1
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
exec(RIGHT_ANSWER)
